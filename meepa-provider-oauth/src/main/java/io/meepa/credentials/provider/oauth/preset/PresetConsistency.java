package io.meepa.credentials.provider.oauth.preset;

import io.meepa.credentials.provider.oauth.preset.rules.AddressTemplate;
import io.meepa.credentials.provider.oauth.preset.rules.RefreshRules;
import io.meepa.credentials.provider.oauth.preset.rules.TokenRules;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks what no single property of a preset shows. */
final class PresetConsistency {

    /** What the library sets itself. */
    private static final Set<String> OURS = Set.of(
            "response_type",
            "client_id",
            "client_secret",
            "redirect_uri",
            "state",
            "scope",
            "code_challenge",
            "code_challenge_method",
            "request_uri",
            "nonce");

    private PresetConsistency() {}

    static void check(Preset preset, PresetSection root) {
        tenant(preset, root);
        if (preset.discovery() && preset.issuer().isEmpty()) {
            throw root.wrong("/issuer", "must be there for discovery");
        }
        parameters(preset, root);
        refresh(preset.refresh(), root);
        preset.device().filter(device -> device.hosts().isEmpty()).ifPresent(device -> {
            throw root.wrong("/device/hosts", "must name the hosts at which a person confirms");
        });
        preset.revoke().filter(revoke -> revoke.tokens().isEmpty()).ifPresent(revoke -> {
            throw root.wrong("/revoke/tokens", "must name the tokens that are taken back");
        });
        if (!preset.errors().tokenRejected().isEmpty() && preset.requests().isEmpty()) {
            throw root.wrong("/errors/token_rejected", "is about requests, and the preset names none");
        }
        List<String> names =
                preset.token().chains().stream().map(TokenRules.Chain::name).toList();
        if (Set.copyOf(names).size() != names.size()) {
            throw root.wrong("/token/chains", "must have different names");
        }
    }

    private static void tenant(Preset preset, PresetSection root) {
        boolean used = preset.authorize().address().text().contains(AddressTemplate.TENANT)
                || preset.token().address().text().contains(AddressTemplate.TENANT);
        if (used != preset.tenant().isPresent()) {
            throw root.wrong(
                    "/tenant", "must be there if an address has " + AddressTemplate.TENANT + ", and only then");
        }
        preset.tenant().ifPresent(rule -> {
            try {
                Pattern.compile(rule.pattern());
            } catch (PatternSyntaxException e) {
                throw root.wrong("/tenant/pattern", "is no regular expression");
            }
            if (!rule.standard().map(rule::accepts).orElse(true)) {
                throw root.wrong("/tenant/default", "must fit the pattern");
            }
        });
    }

    private static void parameters(Preset preset, PresetSection root) {
        preset.authorize().fixed().keySet().forEach(name -> {
            if (OURS.contains(name) || preset.authorize().standard().containsKey(name)) {
                throw root.wrong("/authorize/fixed/" + name, "is set elsewhere");
            }
        });
        preset.authorize().standard().keySet().stream().filter(OURS::contains).forEach(name -> {
            throw root.wrong("/authorize/default/" + name, "is set by the library");
        });
    }

    private static void refresh(RefreshRules rules, PresetSection root) {
        if ((rules.repetition() == RefreshRules.Repetition.GRACE)
                != rules.grace().isPresent()) {
            throw root.wrong("/refresh/grace", "must be there for the repetition grace, and for no other");
        }
        if ((rules.endsOldAccess() == RefreshRules.OldAccess.AFTER)
                != rules.oldAccessEndsAfter().isPresent()) {
            throw root.wrong(
                    "/refresh/old_access_ends_after", "must be there for ends_old_access after, and only then");
        }
    }
}
