package io.meepa.credentials.provider.support.transport;

import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's clients of this process, one per combination of connect time, proxies, proxy login and trust. A client costs a
 * thread and three descriptors, so it is made by the first call that needs it and shared by everybody who needs the same.
 *
 * <p>When its last user is done, a client is closed where the JDK can close it: from Java 21 on, {@code HttpClient} is
 * {@code AutoCloseable}, which is asked with {@code instanceof}, without reflection. On Java 17 it is dropped: the JDK ends
 * its thread once it is collected. Until then, the next user takes it up again, so that managers which are opened and closed
 * in quick succession share one.
 */
final class SharedHttpClients {

    private static final Map<Key, Shared> CLIENTS = new HashMap<>();

    private SharedHttpClients() {}

    /**
     * Returns a client, for the proxies and the trust that are this JVM's defaults now.
     *
     * @throws NoSuchAlgorithmException if the JVM's trust cannot be read
     * @throws UncheckedIOException if no descriptor is free
     */
    static Lease acquire(Duration connectTimeout, String proxyLogin) throws NoSuchAlgorithmException {
        Key key = new Key(connectTimeout, ProxySelector.getDefault(), SSLContext.getDefault(), proxyLogin);
        synchronized (CLIENTS) {
            CLIENTS.values().removeIf(Shared::collected);
            Shared shared = CLIENTS.computeIfAbsent(key, any -> new Shared());
            HttpClient client = shared.client();
            if (client == null) {
                client = key.build();
                shared.keep(client);
            }
            shared.users++;
            return new Lease(key, client);
        }
    }

    private static void release(Lease lease) {
        synchronized (CLIENTS) {
            Shared shared = CLIENTS.get(lease.key);
            if (shared == null || --shared.users > 0 || !(lease.client() instanceof AutoCloseable)) {
                return;
            }
            CLIENTS.remove(lease.key);
        }
        close(lease.client());
    }

    /** Waits for calls under way, each of which has a deadline. */
    private static void close(HttpClient client) {
        if (client instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("HttpClient.close declares no exception", e);
            }
        }
    }

    /** What decides whether two callers can share a client. */
    private record Key(Duration connectTimeout, @Nullable ProxySelector proxies, SSLContext trust, String proxyLogin) {

        HttpClient build() {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    // One exchange per connection at a time: a reset says which call it hit.
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .sslContext(trust)
                    .connectTimeout(connectTimeout);
            return (proxies == null ? builder : builder.proxy(proxies)).build();
        }
    }

    private static final class Shared {
        private WeakReference<HttpClient> client = new WeakReference<>(null);
        private int users;

        @Nullable
        HttpClient client() {
            return client.get();
        }

        void keep(HttpClient newClient) {
            client = new WeakReference<>(newClient);
        }

        boolean collected() {
            return users == 0 && client.get() == null;
        }
    }

    /** The use of a client by one owner. Thread-safe. */
    static final class Lease implements AutoCloseable {
        private final Key key;
        private @Nullable HttpClient client;

        private Lease(Key key, HttpClient client) {
            this.key = key;
            this.client = client;
        }

        HttpClient client() {
            return Objects.requireNonNull(client);
        }

        Optional<ProxySelector> proxies() {
            return Optional.ofNullable(key.proxies());
        }

        @Override
        public void close() {
            if (client != null) {
                release(this);
                client = null;
            }
        }
    }
}
