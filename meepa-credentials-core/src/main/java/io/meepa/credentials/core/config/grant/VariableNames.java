package io.meepa.credentials.core.config.grant;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that a granted variable may have: not those that decide what a program loads, runs, trusts or talks to.
 * Compared without case, as Windows does.
 */
public final class VariableNames {

    private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

    private static final List<String> RESERVED_BEGINNINGS = List.of(
            "LD_",
            "DYLD_",
            "LC_",
            "MEEPA_",
            "SOPS_",
            "DOCKER_API",
            "DOCKER_CERT",
            "DOCKER_CONFIG",
            "DOCKER_CONTEXT",
            "DOCKER_HOST",
            "DOCKER_TLS",
            "MALLOC_",
            "GLIBC_",
            "BASH_FUNC_",
            "GIT_SSH",
            "GIT_EXTERNAL",
            "GIT_CONFIG",
            "GIT_EXEC",
            "GIT_ASKPASS",
            "GIT_PAGER",
            "GIT_EDITOR",
            "GIT_PROXY",
            "GIT_TEMPLATE",
            "NODE_OPTIONS",
            "NODE_PATH",
            "NODE_EXTRA",
            "SSH_ASKPASS",
            "SSH_AUTH");

    private static final Set<String> RESERVED = Set.of(
            "PATH",
            "PATHEXT",
            "COMSPEC",
            "SYSTEMROOT",
            "SYSTEMDRIVE",
            "WINDIR",
            "SHELL",
            "IFS",
            "ENV",
            "BASH_ENV",
            "BASHOPTS",
            "SHELLOPTS",
            "PROMPT_COMMAND",
            "PS4",
            "CDPATH",
            "ZDOTDIR",
            "GCONV_PATH",
            "LOCPATH",
            "NLSPATH",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "JDK_JAVAC_OPTIONS",
            "_JAVA_OPTIONS",
            "JAVA_HOME",
            "CLASSPATH",
            "PYTHONPATH",
            "PYTHONHOME",
            "PYTHONSTARTUP",
            "PYTHONINSPECT",
            "PERL5LIB",
            "PERL5OPT",
            "PERLLIB",
            "RUBYOPT",
            "RUBYLIB",
            "MAVEN_OPTS",
            "GRADLE_OPTS",
            "EDITOR",
            "VISUAL",
            "PAGER",
            "BROWSER",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "NO_PROXY",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "SSLKEYLOGFILE",
            "CURL_CA_BUNDLE",
            "REQUESTS_CA_BUNDLE",
            "HOME",
            "USER",
            "LOGNAME",
            "USERNAME",
            "USERPROFILE",
            "PWD",
            "OLDPWD",
            "LANG",
            "LANGUAGE",
            "TERM",
            "TERMINFO",
            "TZ",
            "TMPDIR",
            "TEMP",
            "TMP",
            "XDG_RUNTIME_DIR",
            "XDG_CONFIG_HOME");

    private VariableNames() {}

    /**
     * Returns what is wrong with a name.
     *
     * @param name the name
     * @return the rest of a sentence, or empty if the name is allowed
     */
    public static Optional<String> fault(String name) {
        if (!hasForm(name)) {
            return Optional.of("must name a variable with A-Z, a-z, 0-9 and _, not beginning with a digit");
        }
        return isReserved(name)
                ? Optional.of("names a reserved variable, one that steers programs; choose another name")
                : Optional.empty();
    }

    /** Returns whether a name is one that every platform takes. */
    public static boolean hasForm(String name) {
        return FORM.matcher(name).matches();
    }

    /** Returns whether a name steers programs. */
    public static boolean isReserved(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return RESERVED.contains(upper) || RESERVED_BEGINNINGS.stream().anyMatch(upper::startsWith);
    }
}
