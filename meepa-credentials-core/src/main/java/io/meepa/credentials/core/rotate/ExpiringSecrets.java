package io.meepa.credentials.core.rotate;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.operation.UnfinishedOperations;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Renews managed secrets that their upstream will stop accepting, in time and where their provider can. */
public final class ExpiringSecrets implements UnfinishedOperations {

    /** A key may end with the one that made it: renewing it again at once would give another one with the same end. */
    private static final Duration PAUSE = Duration.ofDays(1);

    private final EngineContext context;
    private final Rotations rotations;
    private final Duration ahead;

    /**
     * Creates the renewal of a manager's secrets.
     *
     * @param context what use cases share
     * @param rotations how a secret is renewed
     * @param ahead how long before its end
     */
    public ExpiringSecrets(EngineContext context, Rotations rotations, Duration ahead) {
        this.context = context;
        this.rotations = rotations;
        this.ahead = ahead;
    }

    @Override
    public boolean pending(AgentDocument document) {
        return !due(document).isEmpty();
    }

    @Override
    public void finish(Flight flight) {
        for (AgentCredential credential : due(flight.vault().read())) {
            rotations.renew(
                    flight, credential, Lifetime.of(credential).expiresAt().orElseThrow());
        }
    }

    private List<AgentCredential> due(AgentDocument document) {
        return document.entries().stream()
                .map(StoredCredential::credential)
                .filter(this::endsSoon)
                .filter(credential -> isRenewable(document, credential))
                .toList();
    }

    private boolean endsSoon(AgentCredential credential) {
        Lifetime lifetime = Lifetime.of(credential);
        Instant now = context.clock().instant();
        return lifetime.expiresAt()
                .filter(end -> !now.isBefore(end.minus(ahead)))
                .filter(end -> lifetime.rotatedAt()
                        .map(begin -> now.isBefore(begin) || !now.isBefore(begin.plus(pause(begin, end))))
                        .orElse(true))
                .isPresent();
    }

    /** What lives for less than two days is renewed after half its life. */
    private static Duration pause(Instant begin, Instant end) {
        Duration half = Duration.between(begin, end).dividedBy(2);
        return half.compareTo(PAUSE) < 0 ? half : PAUSE;
    }

    /** Tokens and connections are renewed when they are used. */
    private boolean isRenewable(AgentDocument document, AgentCredential credential) {
        ManagedCredential managed = new ManagedCredential(credential);
        return managed.hasResource()
                && !managed.isConnection()
                && !credential.category().equals(Category.TOKEN)
                && credential.status().usable()
                && !credential.suspended()
                && document.unknownOperation(credential.category(), credential.service())
                        .isEmpty()
                && context.providers()
                        .serving(credential.category(), credential.service())
                        .flatMap(ProviderBinding::opened)
                        .map(ProviderBinding.Opened::issuer)
                        .filter(ExpiringSecrets::renews)
                        .isPresent();
    }

    private static boolean renews(CredentialIssuer issuer) {
        return issuer.unavailable().isEmpty() && issuer.rotation().isPresent();
    }
}
