package io.meepa.credentials.core.config.tree;

import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds a described key in whatever spelling a framework has for it. What is not described stays as it is. */
final class SettingNames {

    private static final String PREFIX = "MEEPA_";
    private static final Pattern VARIABLE = Pattern.compile(PREFIX + "[A-Z0-9_]+");

    private final List<SettingDescription> settings;
    private final Set<String> paths;
    private @Nullable List<SettingPattern> patterns;

    SettingNames(List<SettingDescription> settings) {
        this.settings = settings;
        paths = settings.stream().map(SettingDescription::path).collect(Collectors.toUnmodifiableSet());
    }

    static boolean isVariable(String name) {
        return VARIABLE.matcher(name).matches();
    }

    /** Returns a path as the file spells it; itself if no described key is meant. */
    String path(String given) {
        return paths.contains(given)
                ? given
                : first(given, SettingPattern::path).orElse(given);
    }

    /**
     * Returns the path that a variable stands for.
     *
     * @throws io.meepa.credentials.error.ConfigurationException if it stands for none; the message names the nearest that does
     */
    String pathOfVariable(String variable, Node value) {
        return first(variable.substring(PREFIX.length()), SettingPattern::pathOfVariable)
                .orElseThrow(() -> value.refused(
                        variable,
                        "is not a setting of Meepa Credentials"
                                + Nearest.to(variable, variables())
                                        .map(name -> "; did you mean " + name + "?")
                                        .orElse("; a setting's variable is MEEPA_ and its path in capitals, with _ for"
                                                + " each dot")));
    }

    /** Returns whether a list as a whole is meant. */
    boolean isList(String path) {
        return !path.endsWith("]")
                && patterns().stream()
                        .anyMatch(pattern -> pattern.setting().type() == SettingType.LIST
                                && pattern.path(path).isPresent());
    }

    /** Returns a path below which keys stand, as the file spells it; empty if it is a key itself, or nothing that is known. */
    Optional<String> section(String given) {
        if (first(given, SettingPattern::path).isPresent()) {
            return Optional.empty();
        }
        return patterns().stream()
                .map(pattern -> pattern.setting().path())
                .map(key -> key.substring(key.lastIndexOf('.')))
                .distinct()
                .flatMap(key -> first(given + key, SettingPattern::path).stream())
                .map(path -> path.substring(0, path.lastIndexOf('.')))
                .findFirst();
    }

    private List<String> variables() {
        return paths.stream()
                .filter(path -> path.indexOf('<') < 0 && path.indexOf('[') < 0)
                .map(path -> PREFIX + path.replace('.', '_').toUpperCase(Locale.ROOT))
                .toList();
    }

    /** Compiled late: most hosts spell keys as the file does. */
    private List<SettingPattern> patterns() {
        if (patterns == null) {
            patterns = settings.stream()
                    .map(SettingPattern::of)
                    .sorted(Comparator.comparingInt(SettingPattern::literals).reversed())
                    .toList();
        }
        return patterns;
    }

    private Optional<String> first(String given, BiFunction<SettingPattern, String, Optional<String>> spelled) {
        return patterns().stream()
                .flatMap(pattern -> spelled.apply(pattern, given).stream())
                .findFirst();
    }
}
