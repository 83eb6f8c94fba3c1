package io.meepa.credentials.core.tool;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The host's variables that children get: without them programs do not find each other, and none is a secret. */
final class BaseVariables {

    private static final List<String> TOOL = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TERM",
            "TZ",
            "TMPDIR",
            "SystemRoot",
            "SystemDrive",
            "ComSpec",
            "PATHEXT",
            "TEMP",
            "TMP",
            "USERPROFILE");

    /** Where the daemon is and how to reach it. */
    private static final List<String> DOCKER_CLIENT = List.of(
            "DOCKER_HOST",
            "DOCKER_CONTEXT",
            "DOCKER_CONFIG",
            "DOCKER_CERT_PATH",
            "DOCKER_TLS_VERIFY",
            "DOCKER_API_VERSION",
            "XDG_RUNTIME_DIR",
            "SSH_AUTH_SOCK");

    private BaseVariables() {}

    static Map<String, String> forTool(Function<String, @Nullable String> host) {
        return present(TOOL, host);
    }

    static Map<String, String> forDockerClient(Function<String, @Nullable String> host) {
        Map<String, String> found = forTool(host);
        found.putAll(present(DOCKER_CLIENT, host));
        return found;
    }

    private static Map<String, String> present(List<String> names, Function<String, @Nullable String> host) {
        Map<String, String> found = new TreeMap<>();
        for (String name : names) {
            String value = host.apply(name);
            if (value != null) {
                found.put(name, value);
            }
        }
        return found;
    }
}
