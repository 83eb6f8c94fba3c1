package io.meepa.credentials.provider.oauth.preset;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ConfigurationException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A section of a preset that is being read. Knows its path, and which of its keys were asked for: a key that was not asked
 * for is an error. Not thread-safe.
 */
final class PresetSection {

    private final String file;
    private final String path;
    private final JsonNode node;
    private final Set<String> asked = new TreeSet<>();
    private final List<PresetSection> inner = new ArrayList<>();

    PresetSection(String file, String path, JsonNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw wrong("", "must be an object");
        }
    }

    /** Throws for the first key, here or deeper, that was never asked for. */
    void requireAllRead() {
        node.fieldNames().forEachRemaining(key -> {
            if (!asked.contains(key)) {
                throw wrong("/" + key, "is no property of a preset; known here are " + String.join(", ", asked));
            }
        });
        inner.forEach(PresetSection::requireAllRead);
    }

    String text(String key) {
        return optionalText(key).orElseThrow(() -> missing(key));
    }

    Optional<String> optionalText(String key) {
        return at(key).map(value -> text(value, key));
    }

    boolean flag(String key) {
        return at(key).map(value -> {
                    if (!value.isBoolean()) {
                        throw wrong("/" + key, "must be true or false");
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    Optional<Integer> integer(String key, int least, int most) {
        return at(key).map(value -> number(value, key, least, most));
    }

    Optional<Duration> duration(String key) {
        return optionalText(key).map(text -> {
            try {
                Duration duration = Duration.parse(text);
                if (duration.isNegative() || duration.isZero()) {
                    throw wrong("/" + key, "must be longer than nothing");
                }
                return duration;
            } catch (DateTimeParseException e) {
                throw wrong("/" + key, "must be a period of ISO 8601, PT30M for instance");
            }
        });
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        return optionalChoice(key, type).orElseThrow(() -> missing(key));
    }

    <E extends Enum<E>> Optional<E> optionalChoice(String key, Class<E> type) {
        return optionalText(key).map(text -> choice(text, key, type));
    }

    <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
        return texts(key).stream().map(text -> choice(text, key, type)).toList();
    }

    List<String> texts(String key) {
        return elements(key, value -> text(value, key));
    }

    Set<Integer> statuses(String key, int least, int most) {
        return new LinkedHashSet<>(elements(key, value -> number(value, key, least, most)));
    }

    /** Reads an array of arrays of texts. */
    List<List<String>> groups(String key) {
        return elements(key, group -> {
            List<String> texts = new ArrayList<>();
            group.forEach(value -> texts.add(text(value, key)));
            if (texts.isEmpty()) {
                throw wrong("/" + key, "must hold groups of at least one pointer");
            }
            return List.copyOf(texts);
        });
    }

    Map<String, String> map(String key) {
        Map<String, String> all = new LinkedHashMap<>();
        at(key).ifPresent(value -> {
            requireObject(value, key);
            value.properties().forEach(entry -> all.put(entry.getKey(), text(entry.getValue(), key)));
        });
        return all;
    }

    PresetSection section(String key) {
        return optionalSection(key).orElseThrow(() -> missing(key));
    }

    Optional<PresetSection> optionalSection(String key) {
        return at(key).map(value -> inside(key, value));
    }

    List<PresetSection> sections(String key) {
        int[] index = {0};
        return elements(key, value -> inside(key + "/" + index[0]++, value));
    }

    /** Reads the body of a call as compact JSON text. */
    Optional<String> json(String key) {
        return at(key).map(value -> {
            requireObject(value, key);
            return value.toString();
        });
    }

    ConfigurationException wrong(String key, String what) {
        return new ConfigurationException("preset " + file + ": " + path + key + " " + what);
    }

    private ConfigurationException missing(String key) {
        return wrong("/" + key, "is missing");
    }

    private Optional<JsonNode> at(String key) {
        asked.add(key);
        return Optional.ofNullable(node.get(key));
    }

    private PresetSection inside(String key, JsonNode value) {
        PresetSection section = new PresetSection(file, path + "/" + key, value);
        inner.add(section);
        return section;
    }

    private <T> List<T> elements(String key, Function<JsonNode, T> reading) {
        List<T> all = new ArrayList<>();
        at(key).ifPresent(value -> {
            if (!value.isArray()) {
                throw wrong("/" + key, "must be an array");
            }
            value.forEach(element -> all.add(reading.apply(element)));
        });
        return List.copyOf(all);
    }

    private String text(JsonNode value, String key) {
        String text = value.asText();
        if (!value.isTextual() || text.isEmpty() || !text.chars().allMatch(c -> c >= ' ' && c != 0x7f)) {
            throw wrong("/" + key, "must be a text, not empty and without control characters");
        }
        return text;
    }

    private int number(JsonNode value, String key, int least, int most) {
        BigInteger number = value.bigIntegerValue();
        boolean within = value.isIntegralNumber()
                && number.compareTo(BigInteger.valueOf(least)) >= 0
                && number.compareTo(BigInteger.valueOf(most)) <= 0;
        if (!within) {
            throw wrong("/" + key, "must be a whole number from " + least + " to " + most);
        }
        return number.intValueExact();
    }

    private void requireObject(JsonNode value, String key) {
        if (!value.isObject()) {
            throw wrong("/" + key, "must be an object");
        }
    }

    private <E extends Enum<E>> E choice(String text, String key, Class<E> type) {
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String spelled = constant.name().toLowerCase(Locale.ROOT);
            if (spelled.equals(text)) {
                return constant;
            }
            known.add(spelled);
        }
        throw wrong("/" + key, "must be one of " + String.join(", ", known));
    }
}
