package io.meepa.credentials.core.tool;

import io.meepa.credentials.error.ConfigurationException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

/** Replaces a child's whole environment. */
final class ChildVariables {

    private ChildVariables() {}

    static void replace(ProcessBuilder process, Map<String, String> base, List<Variable> granted) {
        Map<String, String> environment = process.environment();
        environment.clear();
        environment.putAll(base);
        for (Variable variable : granted) {
            String value = variable.value().reveal();
            checkEncodable(variable.name(), value);
            environment.put(variable.name(), value);
        }
    }

    /** A JVM that runs in the C locale would put question marks in place of other characters, without a word. */
    private static void checkEncodable(String name, String value) {
        for (Charset platform : List.of(Charset.defaultCharset(), nativeCharset())) {
            if (!platform.newEncoder().canEncode(value)) {
                throw new ConfigurationException(name + ": the platform's encoding " + platform
                        + " cannot carry its value; run the JVM in a UTF-8 locale");
            }
        }
    }

    private static Charset nativeCharset() {
        return Charset.forName(
                System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));
    }
}
