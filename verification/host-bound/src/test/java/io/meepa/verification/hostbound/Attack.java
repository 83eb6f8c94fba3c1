package io.meepa.verification.hostbound;

import java.net.http.HttpRequest;
import java.util.function.Function;

/**
 * A request that must carry no value.
 *
 * @param name what it tries
 * @param end how it ends
 * @param request the request, of the scene's addresses
 */
record Attack(String name, End end, Function<Scene, HttpRequest> request) {

    /** How an attack ends. */
    enum End {
        /** The request arrives as its caller made it; no server gets a value in any place. */
        PLAIN,
        /** The first request is one that a rule is for; nothing of it goes further. */
        NOT_FURTHER,
        /** The client refuses to send anything, and adds nothing before it does. */
        REFUSED,
        /** The first request is one that a rule is for; the client refuses to go further. */
        REFUSED_THERE,
        /** The request goes where none of the scene's servers is; nothing was added to it. */
        ELSEWHERE
    }

    static Attack plain(String name, Function<Scene, HttpRequest.Builder> request) {
        return new Attack(name, End.PLAIN, scene -> request.apply(scene).build());
    }

    static Attack plain(String name, String address) {
        return plain(name, scene -> scene.request(address));
    }

    static Attack refused(String name, Function<Scene, HttpRequest.Builder> request) {
        return new Attack(name, End.REFUSED, scene -> request.apply(scene).build());
    }

    static Attack refused(String name, String address) {
        return refused(name, scene -> scene.request(address));
    }

    static Attack refusedThere(String name, String address) {
        return new Attack(
                name, End.REFUSED_THERE, scene -> scene.request(address).build());
    }

    static Attack elsewhere(String name, String address) {
        return new Attack(name, End.ELSEWHERE, scene -> scene.request(address).build());
    }

    static Attack notFurther(String name, String address) {
        return new Attack(name, End.NOT_FURTHER, scene -> scene.request(address).build());
    }

    @Override
    public String toString() {
        return name;
    }
}
