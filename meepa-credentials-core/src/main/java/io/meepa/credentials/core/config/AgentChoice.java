package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.tree.AgentList;
import io.meepa.credentials.core.config.tree.Branch;
import io.meepa.credentials.core.config.tree.KeyPath;
import io.meepa.credentials.core.config.tree.Node;
import io.meepa.credentials.core.config.tree.Tree;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.AgentProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one agent wants to differ in.
 *
 * @param id the agent
 * @param enabled whether anything is provisioned for it
 * @param profile its own wishes, over what holds for all
 * @param providers what it says to single providers, by their ids: sections that they read and check
 */
public record AgentChoice(AgentId id, boolean enabled, AgentProfile profile, Map<String, Settings> providers) {

    /** Copies the map. */
    public AgentChoice {
        providers = Map.copyOf(providers);
    }

    /** Reads what one agent wants to differ in. */
    static final class Reader {

        /** The keys that every agent may have; no provider may be called like one of them. */
        static final Set<String> KEYS = Set.of("enabled", "email_prefix", "credit_card_spend_limit", "phone_number");

        /** A dot-atom of RFC 5322, section 3.2.3; RFC 5321 allows 64 octets. */
        private static final Pattern LOCAL_PART =
                Pattern.compile("(?=.{1,64}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

        /** ITU-T E.164: a plus sign and at most fifteen digits, the country code first. */
        private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

        /** Far beyond any card, and exact in every program that reads it. */
        private static final long MOST_CENTS = 1_000_000_000L;

        private Reader() {}

        static AgentChoice read(
                String id, Node agent, Set<String> providers, Function<String, @Nullable String> environment) {
            String path = KeyPath.child(Tree.AGENTS, id);
            if (!AgentId.isValid(id)) {
                throw agent.refused(Tree.AGENTS, "has an agent whose id is not allowed; it " + AgentList.RULE);
            }
            if (!(agent instanceof Node.Section section)) {
                throw agent.refused(path, "must be a section with an identity");
            }
            Branch identity = Branch.of(KeyPath.child(path, Tree.IDENTITY), section.member(Tree.IDENTITY), environment);
            Settings settings = identity.settings();
            AgentChoice choice = new AgentChoice(
                    AgentId.of(id),
                    settings.flag("enabled").orElse(true),
                    profile(settings),
                    sections(settings, providers));
            refuseMissingPlugins(identity, providers);
            identity.refuseUnknownKeys(Set.of());
            return choice;
        }

        private static void refuseMissingPlugins(Branch identity, Set<String> providers) {
            for (String key : identity.keys()) {
                if (!providers.contains(key)) {
                    Artifacts.remedy(key).ifPresent(remedy -> {
                        throw identity.settings()
                                .invalid(key, "is of a plug-in that is not on the class path: " + remedy);
                    });
                }
            }
        }

        /** What a provider reads of an agent stands under the provider's id. Its keys are checked once the provider is open. */
        private static Map<String, Settings> sections(Settings identity, Set<String> providers) {
            Map<String, Settings> sections = new HashMap<>();
            for (String provider : providers) {
                identity.section(provider).ifPresent(section -> sections.put(provider, section));
            }
            return sections;
        }

        private static AgentProfile profile(Settings settings) {
            AgentProfile profile = AgentProfile.none();
            Optional<String> prefix = settings.text("email_prefix");
            if (prefix.isPresent()) {
                profile = profile.withEmailPrefix(localPart(prefix.get(), settings));
            }
            OptionalLong limit = settings.integer("credit_card_spend_limit", 0, MOST_CENTS);
            if (limit.isPresent()) {
                profile = profile.withSpendLimitCents(limit.getAsLong());
            }
            Optional<String> number = settings.text("phone_number");
            return number.isPresent() ? profile.withPhoneNumber(telephone(number.get(), settings)) : profile;
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
                        "phone_number",
                        "must be in E.164 form: +, country code, number, no spaces, such as +15550100000");
            }
            return number;
        }
    }
}
