package io.meepa.verification.hostbound;

import java.net.http.HttpRequest;
import java.util.function.Function;

/**
 * A request that resembles an attack and must be served.
 *
 * @param name what it is
 * @param place where its server finds the value
 * @param request the request, of the scene's addresses
 */
record Twin(String name, Place place, Function<Scene, HttpRequest.Builder> request) {

    /** Where a value is found. */
    enum Place {
        BEARER,
        KEY,
        QUERY,
        PAIR
    }

    static Twin bearer(String name, Function<Scene, HttpRequest.Builder> request) {
        return new Twin(name, Place.BEARER, request);
    }

    static Twin bearer(String name, String address) {
        return bearer(name, scene -> scene.request(address));
    }

    static Twin key(String name, Function<Scene, HttpRequest.Builder> request) {
        return new Twin(name, Place.KEY, request);
    }

    static Twin query(String name, String address) {
        return new Twin(name, Place.QUERY, scene -> scene.request(address));
    }

    static Twin pair(String name, Function<Scene, HttpRequest.Builder> request) {
        return new Twin(name, Place.PAIR, request);
    }

    @Override
    public String toString() {
        return name;
    }
}
