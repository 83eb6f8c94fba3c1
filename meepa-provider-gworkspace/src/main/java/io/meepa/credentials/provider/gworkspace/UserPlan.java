package io.meepa.credentials.provider.gworkspace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user to be: address and password. On record before the first upstream call, and kept over all attempts, whatever the
 * configuration says by then.
 *
 * @param address its primary address
 * @param password its password
 */
record UserPlan(String address, Secret password) {

    /** The kind of the record of a plan. Nothing upstream yet. */
    static final String KIND = "planned-user";

    private static final String PASSWORD = "password";
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9_]([a-z0-9._-]{0,62}[a-z0-9_-])?");

    /** Returns what an earlier attempt put on record. */
    static Optional<UserPlan> recorded(Resumption resumption) {
        return resumption
                .resource(KIND)
                .flatMap(address -> Optional.ofNullable(resumption.secrets().get(PASSWORD))
                        .map(password -> new UserPlan(address, password)));
    }

    /** Composes the address that the configuration asks for. */
    static String address(IssueRequest request, String domain) {
        String prefix =
                request.profile().emailPrefix().orElseGet(() -> request.agent().value());
        if (!PREFIX.matcher(prefix).matches() || prefix.contains("..")) {
            throw new ConfigurationException(
                    "agent " + request.agent() + ": the mail prefix must be 1 to 64 of a-z, 0-9,"
                            + " '.', '_', '-', without '..' and not beginning or ending with a stop: set identity.email_prefix");
        }
        return prefix + "@" + domain;
    }

    UpstreamResource resource() {
        return new UpstreamResource(KIND, address);
    }

    void record(IssueRequest request) {
        request.checkpoint().reached(resource(), Map.of(PASSWORD, password));
    }

    /** Returns what the directory stores of the user, but for the password. */
    ObjectNode body(IssueRequest request, Optional<String> orgUnit) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.put("primaryEmail", address);
        String given = request.agent().value();
        user.putObject("name")
                .put("givenName", given.substring(0, Math.min(60, given.length())))
                .put("familyName", "Agent");
        user.set("externalIds", Marker.externalIds(request.tag()));
        orgUnit.ifPresent(path -> user.put("orgUnitPath", path));
        return user.put("changePasswordAtNextLogin", false);
    }
}
