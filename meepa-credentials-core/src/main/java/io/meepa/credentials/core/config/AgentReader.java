package io.meepa.credentials.core.config;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.spi.AgentProfile;
import io.meepa.credentials.spi.Settings;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what one agent wants to differ in. */
final class AgentReader {

    static final String IDENTITY = "identity";
    static final String RULE = "must be 1 to 64 of a-z, 0-9, '.', '_', '-', beginning with a letter or digit, without"
            + " '..', a final '.' or a reserved device name";

    /** A dot-atom of RFC 5322, section 3.2.3; RFC 5321 allows 64 octets. */
    private static final Pattern LOCAL_PART =
            Pattern.compile("(?=.{1,64}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    /** ITU-T E.164: a plus sign and at most fifteen digits, the country code first. */
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** Far beyond any card, and exact in every program that reads it. */
    private static final long MOST_CENTS = 1_000_000_000L;

    private AgentReader() {}

    static AgentChoice read(String id, Node agent, Function<String, @Nullable String> environment) {
        String path = KeyPath.child(Tree.AGENTS, id);
        if (!AgentId.isValid(id)) {
            throw agent.refused(Tree.AGENTS, "has an agent whose id is not allowed; it " + RULE);
        }
        if (!(agent instanceof Node.Section section)) {
            throw agent.refused(path, "must be a section with an identity");
        }
        Branch identity = Branch.of(KeyPath.child(path, IDENTITY), section.member(IDENTITY), environment);
        Settings settings = identity.settings();
        AgentChoice choice =
                new AgentChoice(AgentId.of(id), settings.flag("enabled").orElse(true), profile(settings));
        identity.refuseUnknownKeys(Set.of());
        return choice;
    }

    private static AgentProfile profile(Settings settings) {
        return new AgentProfile(
                settings.text("email_prefix").map(prefix -> localPart(prefix, settings)),
                settings.integer("credit_card_spend_limit", 0, MOST_CENTS),
                settings.text("phone_number").map(number -> telephone(number, settings)));
    }

    private static String localPart(String prefix, Settings settings) {
        if (!LOCAL_PART.matcher(prefix).matches()) {
            throw settings.invalid(
                    "email_prefix",
                    "must be what stands before the @ of an address: 1 to 64 letters, digits, '.', '_', '-'");
        }
        return prefix;
    }

    private static String telephone(String number, Settings settings) {
        if (!NUMBER.matcher(number).matches()) {
            throw settings.invalid(
                    "phone_number", "must be in E.164 form: +, country code, number, no spaces, such as +15550100000");
        }
        return number;
    }
}
