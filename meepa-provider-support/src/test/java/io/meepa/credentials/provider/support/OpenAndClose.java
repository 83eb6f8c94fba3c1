package io.meepa.credentials.provider.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens and closes clients; arguments: how many, the address to call with each or nothing, and whether all at once. */
final class OpenAndClose {

    private OpenAndClose() {}

    public static void main(String[] arguments) {
        CallFixture fixture = new CallFixture();
        int count = Integer.parseInt(arguments[0]);
        boolean calls = !arguments[1].isEmpty();
        List<ApiClient> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ApiClient client = fixture.client(calls ? arguments[1] : "http://127.0.0.1:9", Map.of());
            if (calls) {
                client.begin().send(ApiRequest.post("make it", "x")).required();
            }
            if (arguments.length > 2) {
                open.add(client);
            } else {
                client.close();
            }
        }
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("SelectorManager"))
                .count();
        System.out.println(count + " opened, " + threads + " threads of the HTTP client");
        open.forEach(ApiClient::close);
    }
}
