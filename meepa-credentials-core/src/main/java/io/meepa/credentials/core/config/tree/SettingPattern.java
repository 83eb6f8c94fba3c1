package io.meepa.credentials.core.config.tree;

import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One described key in the spellings that frameworks give it: with dashes or capitals for underscores, or as an environment
 * variable.
 *
 * @param setting the key
 * @param dotted its path in any spelling
 * @param variable its variable
 */
record SettingPattern(SettingDescription setting, Pattern dotted, Pattern variable) {

    private static final String EACH = "[]";
    private static final String WORDS = "[._-]?";

    static SettingPattern of(SettingDescription setting) {
        StringBuilder dotted = new StringBuilder();
        StringBuilder variable = new StringBuilder();
        for (String segment : KeyPath.segments(setting.path())) {
            boolean each = segment.endsWith(EACH);
            String name = each ? segment.substring(0, segment.length() - EACH.length()) : segment;
            dotted.append(dotted.isEmpty() ? "" : "\\.");
            variable.append(variable.isEmpty() ? "" : "_");
            if (isFree(segment)) {
                dotted.append("([^.\\[\\]]+)");
                variable.append("(.+)");
            } else {
                dotted.append(name.replace("_", WORDS));
                variable.append(name.replace("_", "_?"));
            }
            if (each) {
                dotted.append("(\\[\\d{1,4}\\]|\\.[^\\[\\]]+?)");
                variable.append("_(.+?)");
            }
        }
        if (setting.type() == SettingType.LIST) {
            dotted.append("(?:\\.(\\d{1,4})|\\[(\\d{1,4})\\])?");
            variable.append("(?:_(\\d{1,4}))?");
        }
        return new SettingPattern(
                setting,
                Pattern.compile(dotted.toString(), Pattern.CASE_INSENSITIVE),
                Pattern.compile(variable.toString(), Pattern.CASE_INSENSITIVE));
    }

    /** How much of the path is not free: of two keys that fit, the one that says more is meant. */
    int literals() {
        return setting.path().replaceAll("<\\w+>|\\[\\]", "").length();
    }

    /** Returns the path as the file spells it, if a path is this key. */
    Optional<String> path(String given) {
        Matcher matcher = dotted.matcher(given);
        return matcher.matches() ? Optional.of(filled(matcher, false)) : Optional.empty();
    }

    /** Returns the path as the file spells it, if a variable, without what comes before the path, is this key. */
    Optional<String> pathOfVariable(String given) {
        Matcher matcher = variable.matcher(given);
        return matcher.matches() ? Optional.of(filled(matcher, true)) : Optional.empty();
    }

    private String filled(Matcher matcher, boolean ofVariable) {
        StringBuilder path = new StringBuilder();
        int group = 1;
        for (String segment : KeyPath.segments(setting.path())) {
            path.append(path.isEmpty() ? "" : ".");
            if (isFree(segment)) {
                String text = matcher.group(group++);
                path.append(ofVariable && isLower(segment) ? text.toLowerCase(Locale.ROOT) : text);
            } else if (segment.endsWith(EACH)) {
                String text = matcher.group(group++);
                path.append(segment, 0, segment.length() - EACH.length()).append(ofVariable ? element(text) : text);
            } else {
                path.append(segment);
            }
        }
        while (group <= matcher.groupCount()) {
            String index = matcher.group(group++);
            path.append(index == null ? "" : "[" + index + "]");
        }
        return path.toString();
    }

    private static String element(String text) {
        return text.chars().allMatch(Character::isDigit) ? "[" + text + "]" : "." + text.toLowerCase(Locale.ROOT);
    }

    private static boolean isFree(String segment) {
        return segment.startsWith("<");
    }

    /** A name that stands in the file in small letters: a service's, unlike a variable's. */
    private static boolean isLower(String segment) {
        return segment.equals(segment.toLowerCase(Locale.ROOT));
    }
}
