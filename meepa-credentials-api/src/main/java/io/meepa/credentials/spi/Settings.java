package io.meepa.credentials.spi;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Secret;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A section of the configuration, read key by key with types. Every error names the place and the key path, never the
 * value. A key that was set but never read is an error: the engine that opened the plug-in asks {@link #unread}. Thread-safe.
 */
public final class Settings {

    private static final Pattern PERIOD = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");

    private final String path;
    private final Map<String, ?> values;
    private final Surroundings surroundings;
    private final Set<String> read = ConcurrentHashMap.newKeySet();
    private final Map<String, Settings> sections = new ConcurrentHashMap<>();
    private final Set<String> secretVariables = ConcurrentHashMap.newKeySet();

    private Settings(String path, Map<String, ?> values, Surroundings surroundings) {
        this.path = path;
        this.values = new HashMap<>(values);
        this.surroundings = surroundings;
    }

    /**
     * Creates a section.
     *
     * @param path its key path, with dots
     * @param values strings, {@link CodeText}, {@link Long}, {@link Double}, {@link Boolean}, lists and maps of these by key;
     *     a key without a value reads as absent
     * @param surroundings where the section stands and where variables are looked up
     * @return the section
     */
    public static Settings of(String path, Map<String, ?> values, Surroundings surroundings) {
        return new Settings(path, values, surroundings);
    }

    /**
     * Returns the section's key path.
     *
     * @return the path, with dots
     */
    public String path() {
        return path;
    }

    /**
     * Reads a text.
     *
     * @param key the key
     * @return the text, or empty if the key is absent
     * @throws ConfigurationException if the value is no text or blank
     */
    public Optional<String> text(String key) {
        return value(key, String.class, "a text").map(text -> {
            if (text.isBlank()) {
                throw invalid(key, "must not be blank");
            }
            return text;
        });
    }

    /**
     * Reads a text that must be there.
     *
     * @param key the key
     * @return the text
     * @throws ConfigurationException if the key is absent or the value is no text or blank
     */
    public String requiredText(String key) {
        return text(key).orElseThrow(() -> invalid(key, "is required"));
    }

    /**
     * Reads a whole number.
     *
     * @param key the key
     * @param least the least allowed
     * @param most the most allowed
     * @return the number, or empty if the key is absent
     * @throws ConfigurationException if the value is no whole number or out of bounds
     */
    public OptionalLong integer(String key, long least, long most) {
        Optional<Long> number = value(key, Long.class, "a whole number");
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        if (number.get() < least || number.get() > most) {
            throw invalid(key, "must be between " + least + " and " + most);
        }
        return OptionalLong.of(number.get());
    }

    /**
     * Reads a flag.
     *
     * @param key the key
     * @return the flag, or empty if the key is absent
     * @throws ConfigurationException if the value is no flag
     */
    public Optional<Boolean> flag(String key) {
        return value(key, Boolean.class, "true or false");
    }

    /**
     * Reads a period: a number with {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}, or the ISO-8601 form.
     *
     * @param key the key
     * @return the period, positive, or empty if the key is absent
     * @throws ConfigurationException if the value is no period
     */
    public Optional<Duration> duration(String key) {
        if (raw(key) instanceof Number) {
            throw invalid(
                    key, "must be a period with its unit, such as 500ms, 30s, 5m, 2h or 1d, and not a bare number");
        }
        return text(key).map(text -> {
            Duration period = period(text)
                    .orElseThrow(() -> invalid(key, "must be a period such as 500ms, 30s, 5m, 2h, 1d or PT30S"));
            if (period.isNegative() || period.isZero()) {
                throw invalid(key, "must be longer than nothing");
            }
            return period;
        });
    }

    /**
     * Reads one of an enumeration's constants, in any case.
     *
     * @param <E> the enumeration
     * @param key the key
     * @param type the enumeration
     * @return the constant, or empty if the key is absent
     * @throws ConfigurationException if the value is none of them; the message lists them
     */
    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return text(key)
                .map(text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> constant.name().equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> invalid(key, "must be one of " + List.of(type.getEnumConstants()))));
    }

    /**
     * Reads a list of texts; a single text is a list of one.
     *
     * @param key the key
     * @return the texts, or empty if the key is absent
     * @throws ConfigurationException if the value is neither
     */
    public Optional<List<String>> texts(String key) {
        Object value = raw(key);
        if (value == null) {
            return Optional.empty();
        }
        List<?> list = value instanceof List<?> several ? several : List.of(value);
        return Optional.of(list.stream().map(element -> asText(key, element)).toList());
    }

    /**
     * Reads a section within this one. The same object each time, so that its unread keys are known.
     *
     * @param key the key
     * @return the section, or empty if the key is absent
     * @throws ConfigurationException if the value is no section
     */
    public Optional<Settings> section(String key) {
        return value(key, Map.class, "a section")
                .map(map -> sections.computeIfAbsent(key, k -> {
                    @SuppressWarnings("unchecked") // Only text keys come out of a configuration.
                    Map<String, ?> members = (Map<String, ?>) map;
                    return new Settings(childPath(key), members, surroundings);
                }));
    }

    /**
     * Refers to a secret in an environment variable whose <em>name</em> is configured. Names are in capitals, as POSIX
     * has them for what programs share, so that a key pasted in place of a name is refused rather than printed.
     *
     * @param key the key that holds the variable's name
     * @param variableUnlessSet the variable if the key is absent
     * @return the source, read at each use
     * @throws ConfigurationException if the value is no variable name
     */
    public SecretSource secretFromEnvironment(String key, String variableUnlessSet) {
        String variable = text(key).orElse(variableUnlessSet);
        if (!VARIABLE.matcher(variable).matches()) {
            throw invalid(key, "must be the name of an environment variable in capitals (A-Z, 0-9, _), not its value");
        }
        secretVariables.add(variable);
        return new VariableSource(variable, childPath(key), surroundings.environment());
    }

    /**
     * Returns the variables that {@link #secretFromEnvironment} referred to, sections within included. They hold the
     * host's own secrets: no tool of an agent may get them by accident.
     *
     * @return variable names, sorted
     */
    public Set<String> secretVariables() {
        Set<String> names = new TreeSet<>(secretVariables);
        sections.values().forEach(section -> names.addAll(section.secretVariables()));
        return names;
    }

    /**
     * Returns the keys that are set, for a section whose keys are names of the host's choice. Leaves them unread.
     *
     * @return keys, sorted
     */
    public Set<String> keys() {
        return new TreeSet<>(values.keySet());
    }

    /**
     * Returns the keys that were not read, sections within included.
     *
     * @return key paths, sorted
     */
    public Set<String> unread() {
        Set<String> left = new TreeSet<>();
        for (String key : values.keySet()) {
            if (!read.contains(key)) {
                left.add(childPath(key));
            } else if (sections.containsKey(key)) {
                left.addAll(sections.get(key).unread());
            }
        }
        return left;
    }

    /**
     * Returns the keys that were asked for, set or not, for messages about those that were not.
     *
     * @return keys, sorted
     */
    public Set<String> known() {
        return new TreeSet<>(read);
    }

    /**
     * Creates the error of a bad value.
     *
     * @param key the key
     * @param why what is wrong and what would be right, as the rest of a sentence; never the value
     * @return the error, to be thrown
     */
    public ConfigurationException invalid(String key, String why) {
        String place = surroundings.place().apply(childPath(key));
        return new ConfigurationException((place.isEmpty() ? "" : place + ": ") + childPath(key) + " " + why);
    }

    private String childPath(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private <T> Optional<T> value(String key, Class<T> type, String what) {
        Object value = raw(key);
        if (value == null) {
            return Optional.empty();
        }
        Object given = value instanceof CodeText code ? code.as(type) : value;
        if (!type.isInstance(given)) {
            throw invalid(key, "must be " + what);
        }
        return Optional.of(type.cast(given));
    }

    private @Nullable Object raw(String key) {
        read.add(key);
        return values.get(key);
    }

    private String asText(String key, Object element) {
        Object given = element instanceof CodeText code ? code.text() : element;
        if (given instanceof String text && !text.isBlank()) {
            return text;
        }
        throw invalid(key, "must be a list of texts");
    }

    private static Optional<Duration> period(String text) {
        Matcher matcher = PERIOD.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    });
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Where settings stand.
     *
     * @param place returns file and line of a key path, empty if unknown
     * @param environment looks up a variable, at each use
     */
    public record Surroundings(Function<String, String> place, Function<String, @Nullable String> environment) {}

    /**
     * A text that a program set. Frameworks have texts only, so one that spells a whole number or a flag reads as it, where
     * one is asked for: {@code 4} and {@code true}, and nothing looser.
     *
     * @param text the text
     */
    public record CodeText(String text) {

        private Object as(Class<?> type) {
            if (type == Long.class && WHOLE.matcher(text).matches()) {
                return Long.valueOf(text);
            }
            boolean flag = text.equals("true") || text.equals("false");
            return type == Boolean.class && flag ? (Object) Boolean.valueOf(text) : text;
        }

        /** Returns nothing of the text, which may be what somebody set by mistake. */
        @Override
        public String toString() {
            return "CodeText";
        }
    }

    private record VariableSource(String variable, String keyPath, Function<String, @Nullable String> environment)
            implements SecretSource {

        @Override
        public Secret read() {
            String value = environment.apply(variable);
            if (value == null || value.isBlank()) {
                throw new ConfigurationException(describe() + " is not set: export it, or name another one");
            }
            return Secret.of(value.strip());
        }

        @Override
        public boolean available() {
            String value = environment.apply(variable);
            return value != null && !value.isBlank();
        }

        @Override
        public String describe() {
            return "environment variable " + variable + " (" + keyPath + ")";
        }
    }
}
