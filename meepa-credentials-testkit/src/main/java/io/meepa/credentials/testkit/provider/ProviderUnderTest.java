package io.meepa.credentials.testkit.provider;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.provider.Capabilities.Creation;
import io.meepa.credentials.spi.provider.Capabilities.Revocation;
import io.meepa.credentials.spi.provider.Capabilities.Suspension;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.testkit.SkippedParts;
import io.meepa.credentials.testkit.TestContexts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a subclass of the contract supplies, and what the contract's tests make of it. */
@ExtendWith(SkippedParts.class)
abstract class ProviderUnderTest {

    private final TestContexts contexts = TestContexts.create();
    private @Nullable ProviderDrill opened;

    /**
     * Returns the provider under test.
     *
     * @return the provider
     */
    protected abstract CredentialProvider provider();

    /**
     * Returns settings that the provider can be opened with; the more of its keys, the more is tried.
     *
     * @return strings, {@link Long}, {@link Double}, {@link Boolean}, lists and maps of these by key
     */
    protected abstract Map<String, ?> settings();

    /**
     * Returns the service behind the provider.
     *
     * @return the same at each call
     */
    protected abstract Upstream upstream();

    /**
     * Returns the environment variables that the provider reads.
     *
     * @return values by name
     * @implSpec none
     */
    protected Map<String, String> environment() {
        return Map.of();
    }

    /**
     * Returns whether the provider is to be found by the service loader. A host that passes an instance needs no registration.
     *
     * @return whether it is
     * @implSpec it is
     */
    protected boolean registered() {
        return true;
    }

    /**
     * Returns what to ask for.
     *
     * @return one of the provider's categories
     * @implSpec the first in alphabetical order
     */
    protected Category category() {
        return provider().categories().stream().sorted().findFirst().orElse(Category.LOGIN);
    }

    /**
     * Returns what the agents' configuration asks for.
     *
     * @return the profile
     * @implSpec nothing of its own
     */
    protected AgentProfile profile() {
        return AgentProfile.none();
    }

    /**
     * Returns whether the upstream keeps one secret only, so that a new one ends the old one. Where several are kept, the old
     * one has to stay good while tools still use it.
     *
     * @return whether it does
     * @implSpec it keeps several
     */
    protected boolean keepsOneSecret() {
        return false;
    }

    /**
     * Returns the clock, sleeper and environment that the provider gets.
     *
     * @return the contexts, the same at each call
     */
    protected final TestContexts contexts() {
        return contexts;
    }

    @AfterEach
    final void closeTheProvider() {
        if (opened != null) {
            opened.issuer().close();
        }
    }

    final SuspensionDrill suspension() {
        return new SuspensionDrill(drill(), upstream());
    }

    final RotationDrill rotation() {
        return new RotationDrill(drill(), upstream(), contexts.clock().instant(), keepsOneSecret());
    }

    final GuardDrill guard() {
        return new GuardDrill(drill(), upstream());
    }

    final AbsenceDrill absence() {
        return new AbsenceDrill(drill(), upstream());
    }

    /** Opens the provider with the key of another account. */
    final CredentialIssuer elsewhere() {
        return provider().open(contexts.environment(upstream().otherAccount()).provider(contexts.settings(settings())));
    }

    final RepairDrill repair() {
        return new RepairDrill(drill(), upstream());
    }

    final boolean suspendable() {
        return provider().capabilities().suspension() == Suspension.REVERSIBLE;
    }

    final ProviderDrill drill() {
        if (opened == null) {
            opened = new ProviderDrill(
                    provider().id(), open(settings()), upstream(), category(), profile(), contexts.clock());
        }
        return opened;
    }

    final CredentialIssuer open(Map<String, ?> values) {
        return provider().open(contexts.environment(environment()).provider(contexts.settings(values)));
    }

    final AgentCredential credential(Slot slot, Issued issued) {
        return slot.credential(provider().id(), issued);
    }

    /** Returns what the engine still has of a credential once its revocation is on record: the items that the provider names. */
    final Optional<AgentCredential> kept(AgentCredential credential) {
        Set<String> named = provider()
                .revocationKeep(credential.category(), credential.service())
                .items();
        List<CredentialItem> items = credential.items().stream()
                .filter(item -> named.contains(item.key()))
                .toList();
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(new AgentCredential(
                        credential.category(),
                        credential.service(),
                        credential.name(),
                        credential.origin(),
                        items,
                        credential.metadata(),
                        credential.status(),
                        true));
    }

    final Revocation revocation() {
        return provider().capabilities().revocation();
    }

    final boolean revocable() {
        return revocation() != Revocation.UNSUPPORTED;
    }

    final boolean unrepeatable() {
        return provider().capabilities().creation() == Creation.UNREPEATABLE;
    }

    final boolean local() {
        return provider().capabilities().creation() == Creation.LOCAL;
    }

    final void assumeUpstream() {
        assumeTrue(!local(), "it has no upstream");
    }

    final void assumeCan(Disturbance disturbance) {
        assumeUpstream();
        assumeTrue(upstream().disturbances().contains(disturbance), "its upstream cannot be made to do that");
    }
}
