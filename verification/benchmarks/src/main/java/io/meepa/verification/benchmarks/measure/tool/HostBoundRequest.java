package io.meepa.verification.benchmarks.measure.tool;

import com.sun.net.httpserver.HttpServer;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Spread;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * P23: a request of the agent's HTTP client, against the same request by a plain client that holds the value. One request of
 * each in turns; of each round the median and the 99th percentile are compared.
 */
public final class HostBoundRequest implements Measure {

    private static final byte[] ANSWER = new byte[1024];
    private static final int MEDIAN = 50;
    private static final int SLOWEST = 99;

    /** Creates the measure. */
    public HostBoundRequest() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        SampleHome home = SampleHome.create(bench.folder());
        CredentialKey key = SampleHome.key(SampleHome.CREDENTIALS / 2);
        HttpServer server = server();
        int port = server.getAddress().getPort();
        try (CredentialManager manager = home.builder()
                .set("credentials.http.private_hosts", List.of("127.0.0.1"))
                .set("credentials.http.rules.bench", rule(key, port))
                .open()) {
            HttpRequest bare = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/x"))
                    .build();
            String value =
                    manager.agent(SampleHome.AGENT).get(key).secret("api_token").reveal();
            HttpRequest whole = HttpRequest.newBuilder(bare, (name, text) -> true)
                    .header("Authorization", "Bearer " + value)
                    .build();
            HttpClient ours = manager.agent(SampleHome.AGENT).tools().http();
            HttpClient plain = HttpClient.newHttpClient();
            return results(bench, new Pair(() -> sent(ours, bare), () -> sent(plain, whole)));
        } finally {
            server.stop(0);
        }
    }

    private static List<Result> results(Bench bench, Pair pair) throws Exception {
        int requests = bench.effort().either(2_000, 300);
        pair.times(bench.effort().either(10_000, 1_000));
        int rounds = bench.effort().rounds();
        double[] middle = new double[rounds];
        double[] slowest = new double[rounds];
        String note = "";
        for (int round = 0; round < rounds; round++) {
            long[][] times = pair.times(requests);
            middle[round] = ratio(times, MEDIAN);
            slowest[round] = ratio(times, SLOWEST);
            note = "ours " + shown(times[0]) + ", plain " + shown(times[1]) + " (p50, p99 of the last round)";
        }
        return List.of(
                Result.ratio(
                        "host-bound request ÷ the same by a plain client, p50",
                        Spread.of(middle),
                        Target.atMost(1.05),
                        note),
                Result.ratio(
                        "host-bound request ÷ the same by a plain client, p99",
                        Spread.of(slowest),
                        Target.atMost(1.2),
                        ""));
    }

    private static Map<String, Object> rule(CredentialKey key, int port) {
        return Map.of("item", key + "#api_token", "scheme", "http", "host", "127.0.0.1", "port", port, "path", "/v1/");
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static int sent(HttpClient client, HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofByteArray()).body().length;
    }

    private static double ratio(long[][] times, int percent) {
        return (double) at(times[0], percent) / at(times[1], percent);
    }

    private static String shown(long[] times) {
        return Timings.time((double) at(times, MEDIAN)) + ", " + Timings.time((double) at(times, SLOWEST));
    }

    private static long at(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    /** Two ways to send one request. */
    private record Pair(Request ours, Request plain) {

        /** Returns the times of each, sorted. */
        long[][] times(int requests) throws Exception {
            long[][] times = new long[2][requests];
            for (int at = 0; at < requests; at++) {
                boolean oursFirst = at % 2 == 0;
                times[oursFirst ? 0 : 1][at] = timed(oursFirst ? ours : plain);
                times[oursFirst ? 1 : 0][at] = timed(oursFirst ? plain : ours);
            }
            Arrays.sort(times[0]);
            Arrays.sort(times[1]);
            return times;
        }

        private static long timed(Request request) throws Exception {
            long start = System.nanoTime();
            if (request.bytes() != ANSWER.length) {
                throw new IllegalStateException("an answer of another length");
            }
            return System.nanoTime() - start;
        }
    }

    /** A request that is sent; returns how long its answer is. */
    @FunctionalInterface
    private interface Request {

        int bytes() throws Exception;
    }
}
