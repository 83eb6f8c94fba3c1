package io.meepa.credentials.provider.gworkspace.identity;

import io.meepa.credentials.provider.support.CallOutcome;
import io.meepa.credentials.provider.support.Classified;
import io.meepa.credentials.provider.support.ErrorClassifier;
import io.meepa.credentials.provider.support.UpstreamError;

/** Reads the token endpoint's errors by their code (RFC 6749, section 5.2, and Google's own). Their texts are not used. */
final class TokenErrors implements ErrorClassifier {

    @Override
    public Classified classify(UpstreamError error) {
        String text = error.text("error");
        String code = text.matches("[a-z_]{1,60}") ? text : "";
        CallOutcome outcome = Classified.ofStatus(error.status());
        return new Classified(outcome, code, outcome == CallOutcome.REFUSED ? remedy(code) : "");
    }

    private static String remedy(String code) {
        return switch (code) {
            case "unauthorized_client" ->
                "domain-wide delegation of these scopes to the service account is missing, or was"
                        + " set up less than a day ago and is not known everywhere yet. Check it in the Admin console under"
                        + " Security, API controls, Domain-wide delegation";
            case "invalid_grant" ->
                "the clock of this machine is off by more than some minutes, the key was deleted or"
                        + " belongs to another account, or the user to act as does not exist. Check these in this order";
            case "invalid_scope" -> "a scope is misspelt or not allowed for this service account";
            case "invalid_client", "deleted_client", "disabled_client" ->
                "the service account was deleted or disabled, or"
                        + " the key is not its own. Create a new key and put it in the old one's place";
            case "access_denied", "org_policy_violation", "admin_policy_enforced" ->
                "a policy of the organisation forbids it. Ask its administrator";
            default -> "check the service account, its key and its delegation";
        };
    }
}
