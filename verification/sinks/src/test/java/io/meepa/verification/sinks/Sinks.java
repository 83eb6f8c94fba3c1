package io.meepa.verification.sinks;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Places where an object's content comes out without anybody asking for it. */
final class Sinks {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();
    private static final ObjectMapper JSON_WITH_MODULES =
            JSON.copy().findAndRegisterModules().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper JSON_OF_FIELDS =
            JSON.copy().setVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.ANY);

    private Sinks() {}

    /** Shows an object; whatever it throws is shown instead. */
    interface Sink {
        String show(Object object) throws Exception;
    }

    static Map<String, Sink> all() {
        Map<String, Sink> sinks = new LinkedHashMap<>();
        sinks.putAll(texts());
        sinks.putAll(holders());
        sinks.putAll(failures());
        sinks.putAll(serialisers());
        sinks.putAll(LoggingSinks.all());
        sinks.putAll(FrameworkSinks.all());
        return sinks;
    }

    private static Map<String, Sink> texts() {
        Map<String, Sink> sinks = new LinkedHashMap<>();
        sinks.put("toString", Object::toString);
        sinks.put("String.valueOf", String::valueOf);
        sinks.put("Objects.toString", Objects::toString);
        sinks.put("concatenation", object -> "the object " + object + " there");
        sinks.put(
                "StringBuilder",
                object -> new StringBuilder("it: ")
                        .append(object)
                        .reverse()
                        .reverse()
                        .toString());
        sinks.put(
                "StringJoiner",
                object -> new StringJoiner(",").add(object.toString()).toString());
        sinks.put("String.format", object -> String.format("%s|%10s|%S", object, object, "x"));
        sinks.put(
                "Formatter", object -> new Formatter().format("%-300s", object).toString());
        sinks.put("MessageFormat", object -> MessageFormat.format("{0}", object));
        sinks.put("PrintWriter", object -> {
            StringWriter text = new StringWriter();
            new PrintWriter(text, true).println(object);
            return text.toString();
        });
        sinks.put("thread name", object -> new Thread(() -> {}, "worker of " + object).getName());
        return sinks;
    }

    private static Map<String, Sink> holders() {
        Map<String, Sink> sinks = new LinkedHashMap<>();
        sinks.put("list", object -> List.of(object).toString());
        sinks.put("map key", object -> Map.of(object, 1).toString());
        sinks.put("map value", object -> Map.of(1, object).toString());
        sinks.put("Optional", object -> Optional.of(object).toString());
        sinks.put("Arrays.toString", object -> Arrays.toString(new Object[] {object}));
        sinks.put("Arrays.deepToString", object -> Arrays.deepToString(new Object[][] {{object}}));
        sinks.put("record", object -> new Holder(object).toString());
        sinks.put("AtomicReference", object -> new AtomicReference<>(object).toString());
        sinks.put(
                "stream",
                object -> Stream.of(object, object).map(Object::toString).collect(Collectors.joining()));
        sinks.put("accessors", Sinks::accessors);
        return sinks;
    }

    private static Map<String, Sink> failures() {
        Map<String, Sink> sinks = new LinkedHashMap<>();
        sinks.put("exception message", object -> trace(new IllegalStateException("cannot use " + object)));
        sinks.put(
                "exception cause",
                object -> trace(new IllegalStateException("outer", new IllegalArgumentException("" + object))));
        sinks.put("suppressed exception", object -> {
            Exception outer = new IllegalStateException("outer");
            outer.addSuppressed(new IllegalArgumentException("" + object));
            return trace(outer);
        });
        sinks.put("AssertionError", object -> trace(new AssertionError(object)));
        sinks.put(
                "failed future",
                object -> CompletableFuture.failedFuture(new IllegalStateException("" + object))
                        .handle((done, failure) -> trace(failure))
                        .join());
        return sinks;
    }

    private static Map<String, Sink> serialisers() {
        Map<String, Sink> sinks = new LinkedHashMap<>();
        Gson gson = new Gson();
        Gson verbose = new GsonBuilder()
                .serializeNulls()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create();
        sinks.put("Jackson", JSON::writeValueAsString);
        sinks.put("Jackson with every module found", JSON_WITH_MODULES::writeValueAsString);
        sinks.put("Jackson on fields", JSON_OF_FIELDS::writeValueAsString);
        sinks.put("Jackson tree", object -> JSON.valueToTree(object).toPrettyString());
        sinks.put(
                "Jackson to map", object -> JSON.convertValue(object, Map.class).toString());
        sinks.put("Jackson bytes", object -> new String(JSON.writeValueAsBytes(object), StandardCharsets.UTF_8));
        sinks.put("YAML", new YAMLMapper()::writeValueAsString);
        sinks.put("Gson", gson::toJson);
        sinks.put("Gson with options", verbose::toJson);
        sinks.put("Gson tree", object -> gson.toJsonTree(object).toString());
        sinks.put("Java serialisation", object -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(object);
            }
            return bytes.toString(StandardCharsets.UTF_8);
        });
        return sinks;
    }

    /** Calls whatever looks like a property, as template engines and debuggers do. */
    private static String accessors(Object object) throws ReflectiveOperationException {
        StringBuilder found = new StringBuilder();
        for (Method method : object.getClass().getMethods()) {
            boolean property = method.getParameterCount() == 0
                    && method.getReturnType() != void.class
                    && method.getDeclaringClass() != Object.class
                    && !method.getName().equals("reveal");
            if (property) {
                method.setAccessible(true);
                found.append(method.getName())
                        .append('=')
                        .append(method.invoke(object))
                        .append('\n');
            }
        }
        return found.toString();
    }

    static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    /**
     * A host's own record.
     *
     * @param held anything
     */
    record Holder(Object held) {}
}
