package io.meepa.credentials.provider.oauth.preset;

import io.meepa.credentials.provider.oauth.preset.rules.AppGrantRules;
import io.meepa.credentials.provider.oauth.preset.rules.AppRules;
import io.meepa.credentials.provider.oauth.preset.rules.AuthorizeRules;
import io.meepa.credentials.provider.oauth.preset.rules.DeviceRules;
import io.meepa.credentials.provider.oauth.preset.rules.ErrorRules;
import io.meepa.credentials.provider.oauth.preset.rules.Fact;
import io.meepa.credentials.provider.oauth.preset.rules.IdentityRules;
import io.meepa.credentials.provider.oauth.preset.rules.IntrospectRules;
import io.meepa.credentials.provider.oauth.preset.rules.PushRules;
import io.meepa.credentials.provider.oauth.preset.rules.RefreshRules;
import io.meepa.credentials.provider.oauth.preset.rules.RevokeRules;
import io.meepa.credentials.provider.oauth.preset.rules.ScopeRules;
import io.meepa.credentials.provider.oauth.preset.rules.SharingRules;
import io.meepa.credentials.provider.oauth.preset.rules.TenantRule;
import io.meepa.credentials.provider.oauth.preset.rules.TokenRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service, as data.
 *
 * @param service its name in credentials and configuration
 * @param title its name for people
 * @param documentation where its makers describe it
 * @param issuer its issuer for answers that carry one, or empty
 * @param discovery whether addresses that are not named here are those of the issuer's metadata (RFC 8414)
 * @param issuerInAnswers whether answers in the browser always name the issuer (RFC 9207)
 * @param tenant which tenants may stand in its addresses, or empty if it has none
 * @param userAgentRequired whether the host must set a {@code User-Agent} of its own
 * @param app how an app says who it is
 * @param authorize where a person signs in
 * @param scopes what may be asked for
 * @param token where tokens are given
 * @param device sign-in on another device, or empty
 * @param revoke how tokens are taken back, or empty
 * @param introspect where tokens are asked about, or empty
 * @param pushed how authorization requests are pushed, or empty
 * @param withoutPerson how an app gets tokens without a person, or empty
 * @param identity how the person behind a token is named
 * @param refresh what renewing does
 * @param errors what refusals mean
 * @param sharing what connections of one person through one app have in common
 * @param variables conventional environment variables by item key
 * @param requests addresses below which requests carry the access token, as a bearer token
 * @param facts where all of this comes from
 */
public record Preset(
        String service,
        String title,
        String documentation,
        Optional<String> issuer,
        boolean discovery,
        boolean issuerInAnswers,
        Optional<TenantRule> tenant,
        boolean userAgentRequired,
        AppRules app,
        AuthorizeRules authorize,
        ScopeRules scopes,
        TokenRules token,
        Optional<DeviceRules> device,
        Optional<RevokeRules> revoke,
        Optional<IntrospectRules> introspect,
        Optional<PushRules> pushed,
        Optional<AppGrantRules> withoutPerson,
        IdentityRules identity,
        RefreshRules refresh,
        ErrorRules errors,
        SharingRules sharing,
        Map<String, String> variables,
        List<String> requests,
        List<Fact> facts) {

    /** Copies the collections. */
    public Preset {
        variables = Map.copyOf(variables);
        requests = List.copyOf(requests);
        facts = List.copyOf(facts);
    }

    @Override
    public String toString() {
        return "Preset[" + service + "]";
    }
}
