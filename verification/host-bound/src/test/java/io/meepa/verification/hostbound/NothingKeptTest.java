package io.meepa.verification.hostbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.RequestRefusedException;
import io.meepa.verification.watch.Canaries;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R13: a tool that holds the client holds no value")
final class NothingKeptTest {

    private static final String HOST = "http://api.acme.test:{A}";

    private Scene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new Scene();
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    @Test
    @DisplayName("by any public member of client, request and responses, redirects included")
    void showsNothing() throws Exception {
        for (String path :
                List.of("/v1/go302?to=/v1/repeat", "/keys/repeat-header", "/query/repeat", "/pair/repeat-gzip")) {
            HttpRequest request = scene.request(HOST + path).build();
            HttpResponse<String> answer = scene.client.send(request, BodyHandlers.ofString());

            assertThat(scene.acme.received()).isNotEmpty();
            assertThat(shown(scene.client)).isEmpty();
            assertThat(shown(request)).isEmpty();
            assertThat(shown(answer)).isEmpty();
            assertThat(shown(answer.request())).isEmpty();
            for (HttpResponse<?> one = answer;
                    one != null;
                    one = one.previousResponse().orElse(null)) {
                assertThat(shown(one)).isEmpty();
                assertThat(shown(one.request())).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("the redirects that were followed are there, without a body")
    void showsTheRedirects() throws Exception {
        HttpResponse<String> answer = scene.client.send(
                scene.request(HOST + "/v1/go301?to=/v1/go302?to=/v1/x").build(), BodyHandlers.ofString());

        HttpResponse<String> second = answer.previousResponse().orElseThrow();
        HttpResponse<String> first = second.previousResponse().orElseThrow();
        assertThat(List.of(first.statusCode(), second.statusCode(), answer.statusCode()))
                .containsExactly(301, 302, 200);
        assertThat(first.uri()).isEqualTo(scene.uri(HOST + "/v1/go301?to=/v1/go302?to=/v1/x"));
        assertThat(second.body()).isNull();
        assertThat(first.previousResponse()).isEmpty();
    }

    @Test
    @DisplayName("between requests, in whatever the client's own objects reach")
    void keepsNothing() throws Exception {
        HttpClient client = scene.client;
        assertThat(client.send(scene.request(HOST + "/v1/repeat").build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        client.sendAsync(scene.request(HOST + "/pair/repeat").build(), BodyHandlers.ofString())
                .get();

        Set<Object> reached = reached(client);

        assertThat(reached).hasSizeGreaterThan(10);
        assertThat(reached).filteredOn(NothingKeptTest::isCanary).isEmpty();
    }

    @Test
    @DisplayName("the walk over objects does find a value that is kept")
    void theWalkSees() {
        assertThat(reached(new Object[] {Map.of("kept", Scene.TOKEN)})).anyMatch(NothingKeptTest::isCanary);
        assertThat(reached(List.of(Scene.TOKEN.getBytes(StandardCharsets.UTF_8))))
                .anyMatch(NothingKeptTest::isCanary);
    }

    @Test
    @DisplayName("nothing is sent while the JDK logs what it sends")
    void refusesTheWireLog() {
        System.setProperty("jdk.httpclient.HttpClient.log", "headers");
        try {
            assertThatThrownBy(() ->
                            scene.client.send(scene.request(HOST + "/v1/x").build(), BodyHandlers.discarding()))
                    .isInstanceOf(RequestRefusedException.class)
                    .hasMessageContaining("jdk.httpclient.HttpClient.log");
        } finally {
            System.clearProperty("jdk.httpclient.HttpClient.log");
        }
        assertThat(scene.received()).isEmpty();
    }

    @Test
    @DisplayName("WebSockets are not opened, and the message says why")
    void opensNoWebSockets() {
        assertThatThrownBy(() -> scene.client.newWebSocketBuilder())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("WebSockets");
        assertThat(scene.received()).isEmpty();
    }

    @Test
    void saysWhoseItIs() {
        assertThat(scene.client).hasToString("http client of meepa [key, pair, query, token]");
        assertThat(scene.client.followRedirects()).isEqualTo(HttpClient.Redirect.NORMAL);
        assertThat(scene.client.cookieHandler()).isEmpty();
        assertThat(scene.client.authenticator()).isEmpty();
    }

    /** Returns the public members without parameters that show a canary. */
    private static List<String> shown(Object object) {
        return java.util.Arrays.stream(object.getClass().getMethods())
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() != void.class)
                .filter(method ->
                        !Set.of("close", "shutdown", "newWebSocketBuilder").contains(method.getName()))
                .filter(method -> !Canaries.formsIn(String.valueOf(called(method, object)))
                        .isEmpty())
                .map(Method::getName)
                .toList();
    }

    private static Object called(Method method, Object object) {
        try {
            method.setAccessible(true);
            return String.valueOf(method.invoke(object));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return String.valueOf(e.getCause());
        }
    }

    private static boolean isCanary(Object object) {
        if (object instanceof byte[] bytes) {
            return !Canaries.formsIn(new String(bytes, StandardCharsets.ISO_8859_1))
                    .isEmpty();
        }
        return object instanceof CharSequence text
                && !Canaries.formsIn(text.toString()).isEmpty();
    }

    /**
     * Returns everything that fields of our own objects, of collections and of arrays lead to. Not past the agent's vault,
     * which is where values are kept, nor into other objects of the JDK.
     */
    private static Set<Object> reached(Object start) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> left = new ArrayDeque<>(List.of(start));
        while (!left.isEmpty()) {
            Object object = left.pop();
            if (!seen.add(object) || object.getClass().getSimpleName().equals("AgentVault")) {
                continue;
            }
            if (object instanceof Map<?, ?> map) {
                left.addAll(map.keySet());
                left.addAll(map.values());
            } else if (object instanceof Iterable<?> several && !(object instanceof java.nio.file.Path)) {
                several.forEach(left::push);
            } else if (object instanceof Object[] array) {
                for (int at = 0; at < array.length; at++) {
                    push(Array.get(array, at), left);
                }
            } else if (object.getClass().getName().startsWith("io.meepa.credentials.core.http.")) {
                fields(object, left);
            }
        }
        return seen;
    }

    private static void fields(Object object, Deque<Object> left) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (type.getName().startsWith("io.meepa.") && !field.getType().isPrimitive()) {
                    try {
                        field.setAccessible(true);
                        push(field.get(object), left);
                    } catch (ReflectiveOperationException e) {
                        throw new LinkageError(field.toString(), e);
                    }
                }
            }
        }
    }

    private static void push(Object object, Deque<Object> left) {
        if (object != null) {
            left.push(object);
        }
    }
}
