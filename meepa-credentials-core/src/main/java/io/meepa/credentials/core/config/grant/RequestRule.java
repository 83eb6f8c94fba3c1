package io.meepa.credentials.core.config.grant;

import io.meepa.credentials.core.config.tree.Branch;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.Placement;
import io.meepa.credentials.spi.provider.RequestTarget;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An item that an agent's HTTP client adds to requests, and to which.
 *
 * @param grant the item, under the rule's name, and who gets it
 * @param targets the requests, at least one kind
 */
public record RequestRule(Grant grant, List<RequestTarget> targets) {

    /** Copies the list. */
    public RequestRule {
        targets = List.copyOf(targets);
    }

    /** Reads one rule: either the item alone, added where a provider says, or a section that names the place. */
    static final class Reader {

        /** What is renewed, and no other item of a token gives access. */
        private static final Set<String> TOKENS = Set.of(ItemKeys.ACCESS_TOKEN, ItemKeys.TOKEN);

        private static final String HOST = "host";
        private static final String FIELD = "field";
        private static final String USER = "user";

        /** What says where a value is added. */
        private static final Set<String> PLACE = Set.of("scheme", "port", "methods", "path", "form", FIELD, USER);

        /** The ways to add a value, as the configuration has them. */
        private enum Form {
            BEARER,
            BASIC,
            HEADER,
            QUERY
        }

        private final Settings settings;

        private Reader(Settings settings) {
            this.settings = settings;
        }

        static RequestRule read(String name, Branch rules, Function<String, List<RequestTarget>> known) {
            if (!rules.isSection(name)) {
                Grant grant = Grant.Reader.toEveryone(name, rules.settings());
                return new Reader(rules.settings()).rule(grant, name, provided(grant, known));
            }
            Branch section = rules.child(name);
            Settings settings = section.settings();
            Grant grant = Grant.Reader.narrowed(name, settings);
            Optional<RequestTarget> own = new Reader(settings).target();
            section.refuseUnknownKeys(Set.of());
            return new Reader(settings).rule(grant, HOST, own.map(List::of).orElseGet(() -> provided(grant, known)));
        }

        private static List<RequestTarget> provided(Grant grant, Function<String, List<RequestTarget>> known) {
            return known.apply(grant.key().service());
        }

        private RequestRule rule(Grant grant, String key, List<RequestTarget> targets) {
            if (targets.isEmpty()) {
                throw settings.invalid(
                        key,
                        "has to be a section with a host, because no provider knows where requests to "
                                + grant.key().service() + " go");
            }
            boolean token = grant.key().category().equals(Category.TOKEN);
            if (token && !TOKENS.contains(grant.item())) {
                throw settings.invalid(
                        key.equals(HOST) ? "item" : key, "must name the item access_token or token of a token");
            }
            return new RequestRule(grant, targets);
        }

        /** Reads the place, if the section names a host. Every key is asked for, so that the others are known. */
        private Optional<RequestTarget> target() {
            Optional<String> host = settings.text(HOST);
            if (host.isEmpty() && !Collections.disjoint(settings.keys(), PLACE)) {
                throw settings.invalid(HOST, "is required where a rule says more than its item and who gets it");
            }
            Placement placement = placement(settings.choice("form", Form.class).orElse(Form.BEARER));
            RequestTarget whole = checked(HOST, () -> RequestTarget.of(host.orElse("none.invalid"), placement));
            RequestTarget schemed = with(whole, "scheme", settings.text("scheme"), RequestTarget::withScheme);
            RequestTarget ported = with(schemed, "port", port(), RequestTarget::withPort);
            RequestTarget limited =
                    with(ported, "methods", settings.texts("methods").map(Set::copyOf), RequestTarget::withMethods);
            RequestTarget narrowed = with(limited, "path", settings.text("path"), RequestTarget::withPath);
            return host.map(named -> narrowed);
        }

        private <T> RequestTarget with(
                RequestTarget target, String key, Optional<T> value, BiFunction<RequestTarget, T, RequestTarget> step) {
            return value.map(given -> checked(key, () -> step.apply(target, given)))
                    .orElse(target);
        }

        private Optional<Integer> port() {
            OptionalLong port = settings.integer("port", 1, 65_535);
            return port.isPresent() ? Optional.of(Math.toIntExact(port.getAsLong())) : Optional.empty();
        }

        private Placement placement(Form form) {
            Optional<String> field = settings.text(FIELD);
            Optional<String> user = settings.text(USER);
            boolean named = form == Form.HEADER || form == Form.QUERY;
            if (field.isPresent() && !named) {
                throw settings.invalid(FIELD, "is for the forms header and query only");
            }
            if (user.isPresent() && form != Form.BASIC) {
                throw settings.invalid(USER, "is for the form basic only");
            }
            return switch (form) {
                case BEARER -> new Placement.Bearer();
                case BASIC -> checked(USER, () -> new Placement.Basic(user));
                case HEADER -> checked(FIELD, () -> new Placement.Header(required(field)));
                case QUERY -> checked(FIELD, () -> new Placement.Query(required(field)));
            };
        }

        private String required(Optional<String> field) {
            return field.orElseThrow(() -> settings.invalid(FIELD, "is required for the forms header and query"));
        }

        private <T> T checked(String key, Supplier<T> part) {
            try {
                return part.get();
            } catch (IllegalArgumentException e) {
                throw settings.invalid(key, String.valueOf(e.getMessage()));
            }
        }
    }
}
