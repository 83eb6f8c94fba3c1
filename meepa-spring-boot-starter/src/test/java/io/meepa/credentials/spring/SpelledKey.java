package io.meepa.credentials.spring;

import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * A described key with values of its type, in the spellings of a file, a property and a variable. A name of the host's choice
 * is the word that stands for it: {@code service} for {@code <service>}.
 *
 * @param setting the key
 */
record SpelledKey(SettingDescription setting) {

    static final String AGENT = "meepa";

    private static final String LIST_OF_AGENTS = "agents[]";

    boolean isAgentId() {
        return setting.path().equals(LIST_OF_AGENTS + ".id");
    }

    private String named() {
        return setting.path().replaceAll("<(\\w+)>", "$1");
    }

    /** Returns where the engine has the value, agents by id. */
    List<String> path() {
        return List.of(named().replace(LIST_OF_AGENTS, "agents." + AGENT).split("\\."));
    }

    /** Returns one of several values, as the engine reads it. */
    Object value(int which) {
        return switch (setting.type()) {
            case TEXT -> "text-" + which;
            case VARIABLE -> "VARIABLE_" + which;
            case CHOICE -> setting.choices().get(which % setting.choices().size());
            case FLAG -> which % 2 == 0;
            case NUMBER -> 7L + which;
            case PERIOD -> Duration.ofSeconds(7 + which);
            case LIST ->
                List.of("first-" + which, "second-" + which, "third-" + which).subList(0, 3 - which);
        };
    }

    /** Reads as the engine and the plug-ins do. */
    Object read(Settings section, String key) {
        return switch (setting.type()) {
            case TEXT, VARIABLE, CHOICE -> section.requiredText(key);
            case FLAG -> section.flag(key).orElseThrow();
            case NUMBER -> section.integer(key, Long.MIN_VALUE, Long.MAX_VALUE).orElseThrow();
            case PERIOD -> section.duration(key).orElseThrow();
            case LIST -> section.texts(key).orElseThrow();
        };
    }

    private List<String> texts(int which) {
        Object value = value(which);
        if (value instanceof Duration period) {
            return List.of(period.toSeconds() + "s");
        }
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of(value.toString());
    }

    /** Returns a source made of the text of an {@code application.yaml}. */
    PropertySource<?> file(int which) throws IOException {
        StringBuilder text = new StringBuilder("meepa:\n");
        String margin = "  ";
        List<String> names = Arrays.asList(named().split("\\."));
        for (String name : names.subList(0, names.size() - 1)) {
            text.append(margin).append(name.replace("[]", "")).append(":\n");
            margin += "  ";
            if (name.endsWith("[]")) {
                text.append(margin).append("- ").append(isAgentId() ? "" : "id: " + AGENT + "\n");
                margin += "  ";
            }
        }
        String value = setting.type() == SettingType.LIST
                ? texts(which).toString()
                : texts(which).get(0);
        text.append(isAgentId() ? "" : margin)
                .append(names.get(names.size() - 1))
                .append(": ")
                .append(value)
                .append('\n');
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return new YamlPropertySourceLoader()
                .load("application.yaml", new ByteArrayResource(bytes))
                .get(0);
    }

    PropertySource<?> property(int which) {
        String name = MeepaProperties.PREFIX + "." + named().replace('_', '-').replace(LIST_OF_AGENTS, "agents[0]");
        Map<String, Object> properties = new LinkedHashMap<>();
        if (setting.type() == SettingType.LIST) {
            List<String> elements = texts(which);
            for (int i = 0; i < elements.size(); i++) {
                properties.put(name + "[" + i + "]", elements.get(i));
            }
        } else {
            properties.put(name, texts(which).get(0));
        }
        if (setting.path().startsWith(LIST_OF_AGENTS) && !isAgentId()) {
            properties.put("meepa.agents[0].id", AGENT);
        }
        return new MapPropertySource("properties", properties);
    }

    PropertySource<?> variable(int which) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put(
                "MEEPA_"
                        + named().replace(LIST_OF_AGENTS, "agents.0")
                                .replace('.', '_')
                                .toUpperCase(Locale.ROOT),
                String.join(",", texts(which)));
        if (setting.path().startsWith(LIST_OF_AGENTS) && !isAgentId()) {
            variables.put("MEEPA_AGENTS_0_ID", AGENT);
        }
        return new SystemEnvironmentPropertySource("systemEnvironment", variables);
    }
}
