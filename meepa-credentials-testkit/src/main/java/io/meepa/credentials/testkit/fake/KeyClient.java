package io.meepa.credentials.testkit.fake;

import java.util.List;

/** How a provider calls the service. */
interface KeyClient {

    /**
     * Sends one call.
     *
     * @throws ServiceFailure if the service fails
     */
    <T> T send(KeyRequest<T> request);

    /** Lists the keys that bear a tag; twice if none is listed, since one empty listing proves nothing. */
    default List<KeyState.Key> keys(String tag) {
        List<KeyState.Key> keys = send(KeyRequest.keys(tag));
        return keys.isEmpty() ? send(KeyRequest.keys(tag)) : keys;
    }
}
