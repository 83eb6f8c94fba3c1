package io.meepa.credentials.core.config.grant;

import io.meepa.credentials.core.config.tree.Branch;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.Placement;
import io.meepa.credentials.spi.provider.RequestTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What agents' HTTP clients add to which requests.
 *
 * @param rules in the file's order
 * @param privateHosts hosts that may have a private address or this machine's
 */
public record RequestRules(List<RequestRule> rules, Set<String> privateHosts) {

    /** Copies the collections. */
    public RequestRules {
        rules = List.copyOf(rules);
        privateHosts = Set.copyOf(privateHosts);
    }

    /** Reads what agents' HTTP clients add. */
    public static final class Reader {

        private static final String RULES = "rules";
        private static final String PRIVATE_HOSTS = "private_hosts";

        private final Branch http;
        private final Settings settings;

        private Reader(Branch http) {
            this.http = http;
            this.settings = http.settings();
        }

        /**
         * Reads the section {@code http}.
         *
         * @param known returns where requests to a service carry its token or key
         */
        public static RequestRules read(Branch http, Function<String, List<RequestTarget>> known) {
            return new Reader(http).rules(known);
        }

        private RequestRules rules(Function<String, List<RequestTarget>> known) {
            Set<String> privateHosts = new HashSet<>();
            settings.texts(PRIVATE_HOSTS).orElse(List.of()).forEach(host -> privateHosts.add(host(host)));
            Branch section = http.child(RULES);
            List<RequestRule> rules = new ArrayList<>();
            for (String name : section.keys()) {
                RequestRule rule = RequestRule.Reader.read(name, section, known);
                requireTrusted(rule, privateHosts, section.settings());
                requireDistinct(rule, rules, section.settings());
                rules.add(rule);
            }
            http.refuseUnknownKeys(Set.of(RULES));
            return new RequestRules(rules, privateHosts);
        }

        private String host(String host) {
            try {
                return RequestTarget.of(host, new Placement.Bearer()).host();
            } catch (IllegalArgumentException e) {
                throw settings.invalid(PRIVATE_HOSTS, "lists what is no host; each " + e.getMessage());
            }
        }

        /** Without TLS a value is seen by every network on the way. */
        private static void requireTrusted(RequestRule rule, Set<String> privateHosts, Settings rules) {
            for (RequestTarget target : rule.targets()) {
                if (target.scheme().equals("http") && !privateHosts.contains(target.host())) {
                    throw rules.invalid(
                            rule.grant().name(),
                            "has the scheme http, which is for hosts of private networks only: use https, or name the host in"
                                    + " credentials.http.private_hosts");
                }
            }
        }

        private static void requireDistinct(RequestRule rule, List<RequestRule> others, Settings rules) {
            for (RequestRule other : others) {
                if (together(rule.grant(), other.grant()) && overlap(rule, other)) {
                    throw rules.invalid(
                            rule.grant().name(),
                            "adds to the same place of the same requests as "
                                    + other.grant().name()
                                    + ": keep one, or give them different paths, methods, agents or tools");
                }
            }
        }

        private static boolean together(Grant one, Grant other) {
            return common(one.agents(), other.agents()) && common(one.tools(), other.tools());
        }

        private static <T> boolean common(Optional<Set<T>> some, Optional<Set<T>> others) {
            return some.isEmpty() || others.isEmpty() || !Collections.disjoint(some.get(), others.get());
        }

        private static boolean overlap(RequestRule rule, RequestRule other) {
            return rule.targets().stream()
                    .anyMatch(one -> other.targets().stream().anyMatch(two -> overlap(one, two)));
        }

        private static boolean overlap(RequestTarget one, RequestTarget other) {
            boolean methods = one.methods().isEmpty()
                    || other.methods().isEmpty()
                    || !Collections.disjoint(one.methods(), other.methods());
            return methods
                    && one.scheme().equals(other.scheme())
                    && one.host().equals(other.host())
                    && one.port() == other.port()
                    && one.path().equals(other.path())
                    && place(one.placement()).equals(place(other.placement()));
        }

        private static String place(Placement placement) {
            if (placement instanceof Placement.Header header) {
                return header.name().toLowerCase(Locale.ROOT);
            }
            return placement instanceof Placement.Query query ? "?" + query.name() : "authorization";
        }
    }
}
