package io.meepa.credentials.core.handover;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names that no credential may take: whoever sets them decides what a program loads, runs, trusts or talks to. Compared
 * without case, as Windows does.
 */
public final class ReservedNames {

    private static final List<String> BEGINNINGS = List.of(
            "LD_",
            "DYLD_",
            "LC_",
            "DOCKER_",
            "MEEPA_",
            "SOPS_",
            "MALLOC_",
            "GLIBC_",
            "BASH_FUNC_",
            "GIT_CONFIG",
            "GIT_SSH",
            "GIT_EXTERNAL",
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

    private static final Set<String> NAMES = Set.of(
            // What a shell or loader obeys.
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
            // What a language's run time obeys.
            "JAVA_TOOL_OPTIONS",
            "_JAVA_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "JDK_JAVAC_OPTIONS",
            "JAVA_HOME",
            "CLASSPATH",
            "MAVEN_OPTS",
            "GRADLE_OPTS",
            "PYTHONPATH",
            "PYTHONHOME",
            "PYTHONSTARTUP",
            "PYTHONINSPECT",
            "PERLLIB",
            "PERL5LIB",
            "PERL5OPT",
            "RUBYLIB",
            "RUBYOPT",
            // What a tool runs on its own account.
            "EDITOR",
            "VISUAL",
            "PAGER",
            "BROWSER",
            // Whom it trusts and through whom it talks.
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "NO_PROXY",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "CURL_CA_BUNDLE",
            "REQUESTS_CA_BUNDLE",
            "SSLKEYLOGFILE",
            // Where it is.
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

    private ReservedNames() {}

    /**
     * Tells whether a name is reserved.
     *
     * @param name the variable's name
     * @return whether no credential may take it
     */
    public static boolean contains(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return NAMES.contains(upper)
                || upper.startsWith("LC_")
                || BEGINNINGS.stream().anyMatch(upper::startsWith);
    }
}
