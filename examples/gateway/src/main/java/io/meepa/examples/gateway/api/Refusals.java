package io.meepa.examples.gateway.api;

import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.LimitExceededException;
import io.meepa.credentials.error.ManagedCredentialException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.form.FieldProblem;
import io.meepa.credentials.form.InvalidFormException;
import io.meepa.examples.gateway.http.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an error of the library means over HTTP. */
public final class Refusals {

    private Refusals() {}

    /**
     * Translates an error.
     *
     * @param error the library's
     * @return the refusal
     */
    public static Refusal of(CredentialException error) {
        if (error instanceof CredentialNotFoundException) {
            return notFound();
        }
        if (error instanceof ManagedCredentialException) {
            return new Refusal(403, "managed", "provisioned by the gateway: deprovision the agent to revoke it");
        }
        if (error instanceof CredentialAlreadyExistsException) {
            return new Refusal(409, "exists", "there is one already; give it another name, or remove it first");
        }
        if (error instanceof AmbiguousCredentialException) {
            return new Refusal(409, "ambiguous", "the service has several; say which with ?name=");
        }
        if (error instanceof CredentialLockedException) {
            return new Refusal(409, "locked", "something else is at work on this agent; try again");
        }
        if (error instanceof ProviderUnsupportedException) {
            return new Refusal(409, "unsupported", String.valueOf(error.getMessage()));
        }
        if (error instanceof LimitExceededException) {
            return new Refusal(409, "limit", String.valueOf(error.getMessage()));
        }
        if (error instanceof InvalidFormException invalid) {
            return invalid(invalid);
        }
        if (error instanceof ConsentException) {
            return new Refusal(409, "sign_in", String.valueOf(error.getMessage()));
        }
        return new Refusal(500, "failed", String.valueOf(error.getMessage()));
    }

    /** The same for what is not there, is another agent's, or belongs to no agent at all: nobody learns which. */
    static Refusal notFound() {
        return new Refusal(404, "not_found", "there is no such credential");
    }

    private static Refusal invalid(InvalidFormException error) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (FieldProblem problem : error.problems()) {
            fields.putIfAbsent(problem.field(), problem.message());
        }
        return new Refusal(fields);
    }
}
