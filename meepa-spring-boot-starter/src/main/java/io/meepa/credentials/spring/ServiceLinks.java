package io.meepa.credentials.spring;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Variables that Kubernetes sets for each service of a namespace: one that is called {@code meepa-credentials} must not be taken
 * for settings. They are described in
 * https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables.
 *
 * @param services the services' names as variables begin with them
 */
record ServiceLinks(Set<String> services) {

    static final ServiceLinks NONE = new ServiceLinks(Set.of());

    private static final String PORT = "_PORT";
    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");
    private static final Pattern LINK =
            Pattern.compile("_SERVICE_HOST|_SERVICE_PORT(_.+)?|_PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?");

    static ServiceLinks of(EnumerablePropertySource<?> variables) {
        return new ServiceLinks(Arrays.stream(variables.getPropertyNames())
                .filter(name -> name.endsWith(PORT))
                .filter(name -> ADDRESS.matcher(String.valueOf(variables.getProperty(name)))
                        .matches())
                .map(name -> name.substring(0, name.length() - PORT.length()))
                .filter(service -> variables.containsProperty(service + "_SERVICE_HOST"))
                .collect(Collectors.toUnmodifiableSet()));
    }

    boolean has(String variable) {
        return services.stream()
                .anyMatch(service -> variable.startsWith(service)
                        && LINK.matcher(variable.substring(service.length())).matches());
    }
}
