package io.meepa.credentials.core.manager;

import io.meepa.credentials.core.audit.AuditKey;
import io.meepa.credentials.core.audit.AuditTrail;
import io.meepa.credentials.core.audit.AuditVerifier;
import io.meepa.credentials.core.audit.GivenKey;
import io.meepa.credentials.core.audit.KeyFile;
import io.meepa.credentials.core.config.AuditChoice;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.engine.ManagerSpecification;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A manager's audit trail: who writes it, if it is kept, and who verifies it.
 *
 * @param trail writes; empty if none is kept
 * @param verifier verifies, also a trail that is not kept any more
 */
record Auditing(Optional<AuditTrail> trail, AuditVerifier verifier) {

    static Auditing of(AuditChoice choice, ManagerSpecification specification, CloseableStack closing) {
        choice.requireOneKey();
        AuditKey key = key(choice, specification);
        var sleeper = specification.surroundings().sleeper();
        Optional<AuditTrail> trail = choice.enabled()
                ? Optional.of(closing.add(AuditTrail.of(choice.policy(), key, sleeper)))
                : Optional.empty();
        return new Auditing(trail, new AuditVerifier(choice.policy().folder(), key, sleeper));
    }

    private static AuditKey key(AuditChoice choice, ManagerSpecification specification) {
        Optional<Supplier<Secret>> given = specification.observation().auditKey();
        if (given.isPresent()) {
            return new GivenKey(given.get(), "given in code");
        }
        Optional<SecretSource> variable = choice.keySource();
        return variable.isPresent()
                ? new GivenKey(variable.get()::read, variable.get().describe())
                : new KeyFile(choice.keyFile());
    }
}
