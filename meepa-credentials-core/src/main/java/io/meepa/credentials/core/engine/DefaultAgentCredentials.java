package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.AgentEnvironment;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialSummary;
import io.meepa.credentials.DeprovisionMode;
import io.meepa.credentials.DeprovisioningReport;
import io.meepa.credentials.EnsureState;
import io.meepa.credentials.OpenWork;
import io.meepa.credentials.ProvisioningPlan;
import io.meepa.credentials.ProvisioningReport;
import io.meepa.credentials.ReconcileMode;
import io.meepa.credentials.ReconciliationReport;
import io.meepa.credentials.RekeyReport;
import io.meepa.credentials.RotationReport;
import io.meepa.credentials.Secret;
import io.meepa.credentials.ValidToken;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.migration.LegacyFile;
import io.meepa.credentials.core.migration.Migration;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.handover.OutputMask;
import io.meepa.credentials.handover.ReferenceResolver;
import io.meepa.credentials.signup.PendingSignup;
import io.meepa.credentials.signup.SignupRequest;
import io.meepa.credentials.signup.SignupResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One agent's handle. */
final class DefaultAgentCredentials implements AgentCredentials {

    private final AgentChoice agent;
    private final boolean listed;
    private final AgentVault vault;
    private final Work work;
    private final OwnCredentials own;
    private final Completions completions;
    private final Ensuring ensuring;
    private final OpenWorks openWorks;
    private final Tokens tokens;
    private final Environments environments;

    DefaultAgentCredentials(AgentChoice agent, boolean listed, AgentVault vault, Work work, Environments environments) {
        this.agent = agent;
        this.listed = listed;
        this.vault = vault;
        this.work = work;
        this.own = new OwnCredentials(agent.id());
        this.completions = new Completions(agent.id(), vault, work);
        this.ensuring = new Ensuring(agent, vault, work);
        this.openWorks = new OpenWorks(agent.id(), vault, work.patience());
        this.tokens = new Tokens(agent, vault, work);
        this.environments = environments;
    }

    @Override
    public AgentId id() {
        return agent.id();
    }

    @Override
    public ProvisioningPlan plan() {
        return new ProvisioningPlan(work.planner().plan(agent, vault.read()).stream()
                .map(decision -> new ProvisioningPlan.Step(
                        agent.id(),
                        decision.issuance().category(),
                        decision.issuance().service(),
                        decision.action(),
                        decision.detail()))
                .toList());
    }

    @Override
    public ProvisioningReport provision() {
        ensuring.resume();
        return new Provisioning(work).run(agent, vault);
    }

    @Override
    public List<CredentialSummary> list() {
        ensuring.before();
        return vault.recent().entries().stream()
                .map(Entry::credential)
                .map(AgentCredential::summary)
                .toList();
    }

    @Override
    public AgentCredential get(CredentialKey key) {
        ensuring.before(key);
        // Reads are so frequent that even a lambda for nobody shows in the garbage.
        return work.events().isAlone()
                ? own.find(vault.recent(), key)
                : work.events().around(agent.id(), Kind.REVEAL, key, () -> own.find(vault.recent(), key));
    }

    @Override
    public void add(AgentCredential credential) {
        change(Kind.ADD, credential.key(), () -> vault.update(document -> own.add(document, credential)));
    }

    @Override
    public CredentialSummary add(CredentialForm form, FormValues values) {
        AgentCredential credential = form.credential(values, work.clock());
        add(credential);
        return credential.summary();
    }

    @Override
    public void replace(AgentCredential credential) {
        change(Kind.REPLACE, credential.key(), () -> vault.update(document -> own.replace(document, credential)));
    }

    @Override
    public List<CredentialSummary> importPlain(Path plainDocument) {
        return work.events().around(agent.id(), Kind.ADD, "import", () -> {
            List<AgentCredential> found = Migration.ofPlainDocument(
                            LegacyFile.at(plainDocument).read())
                    .credentials();
            vault.update(document -> own.takeOver(document, found));
            return found.stream().map(AgentCredential::summary).toList();
        });
    }

    @Override
    public void remove(CredentialKey key) {
        change(Kind.REMOVE, key, () -> vault.update(document -> own.remove(document, key)));
    }

    @Override
    public PendingSignup beginSignup(SignupRequest request) {
        String subject = Category.LOGIN + "/" + request.service();
        return work.events().around(agent.id(), Kind.SIGNUP_BEGIN, subject, () -> completions.begin(request));
    }

    @Override
    public CredentialSummary completeSignup(CredentialKey key, SignupResult result) {
        return work.events()
                .around(agent.id(), Kind.SIGNUP_COMPLETE, key.toString(), () -> completions.complete(key, result))
                .summary();
    }

    @Override
    public void abandonSignup(CredentialKey key) {
        change(Kind.SIGNUP_ABANDON, key, () -> completions.abandon(key));
    }

    @Override
    public List<ManualStep> manualSteps() {
        return completions.steps();
    }

    @Override
    public CredentialSummary fulfil(CredentialKey key, FormValues values) {
        return work.events()
                .around(agent.id(), Kind.FULFIL, key.toString(), () -> completions.fulfil(key, values))
                .summary();
    }

    @Override
    public EnsureState ensureState() {
        return ensuring.state();
    }

    @Override
    public DeprovisioningReport deprovision(DeprovisionMode mode) {
        ensuring.suspend();
        return work.events()
                .around(
                        agent.id(),
                        Kind.DEPROVISION,
                        mode.name(),
                        () -> new Deprovisioning(work).run(agent.id(), vault, mode));
    }

    @Override
    public ReconciliationReport reconcile(ReconcileMode mode) {
        return work.events()
                .around(
                        agent.id(),
                        Kind.RECONCILE,
                        mode.name(),
                        () -> new Reconciliation(work, mode).one(new Reconciliation.Subject(agent, listed, vault)));
    }

    @Override
    public RotationReport rotate(CredentialKey key) {
        return work.events()
                .around(agent.id(), Kind.ROTATE, key.toString(), () -> new Rotations(work).rotate(agent, vault, key));
    }

    @Override
    public ValidToken token(CredentialKey key) {
        return token(key, work.patience());
    }

    @Override
    public ValidToken token(CredentialKey key, Duration patience) {
        TokenSlots.requireToken(key);
        return work.events().around(agent.id(), Kind.REVEAL, key.toString(), () -> tokens.token(key, patience));
    }

    @Override
    public void rejected(CredentialKey key, Secret value) {
        TokenSlots.requireToken(key);
        change(Kind.REJECT, key, () -> tokens.rejected(key, value));
    }

    @Override
    public RekeyReport rekeyPlan() {
        return vault.rekey(true);
    }

    @Override
    public RekeyReport rekey() {
        return work.events().around(agent.id(), Kind.REKEY, "document", () -> vault.rekey(false));
    }

    @Override
    public CredentialSummary suspend(CredentialKey key) {
        return work.events()
                .around(
                        agent.id(),
                        Kind.SUSPEND,
                        key.toString(),
                        () -> new Suspensions(work).suspend(agent, vault, key));
    }

    @Override
    public CredentialSummary resume(CredentialKey key) {
        return work.events()
                .around(agent.id(), Kind.RESUME, key.toString(), () -> new Suspensions(work).resume(agent, vault, key));
    }

    @Override
    public List<OpenWork> openWork() {
        return openWorks.list();
    }

    @Override
    public List<OpenWork> forget(CredentialKey key) {
        return work.events().around(agent.id(), Kind.FORGET, key.toString(), () -> openWorks.forget(key));
    }

    @Override
    public OpenWork forget(String operation) {
        return work.events()
                .around(agent.id(), Kind.FORGET, "operation " + operation, () -> openWorks.forget(operation));
    }

    @Override
    public AgentEnvironment environment() {
        ensuring.before();
        return work.events()
                .around(
                        agent.id(),
                        Kind.INJECT,
                        "environment",
                        () -> watched(environments.of(agent.id(), vault.recent())));
    }

    @Override
    public AgentEnvironment environment(String tool) {
        ensuring.before();
        return work.events()
                .around(
                        agent.id(),
                        Kind.INJECT,
                        "environment of " + tool,
                        () -> watched(environments.of(agent.id(), vault.recent(), tool)));
    }

    @Override
    public ReferenceResolver references() {
        ensuring.before();
        return work.events()
                .around(
                        agent.id(),
                        Kind.INJECT,
                        "references",
                        () -> new WatchedReferences(
                                environments.references(agent.id(), vault.recent()), agent.id(), work.events()));
    }

    @Override
    public OutputMask mask() {
        return Environments.mask(vault.recent());
    }

    private AgentEnvironment watched(AgentEnvironment granted) {
        return new WatchedEnvironment(granted, agent.id(), work.events());
    }

    private void change(Kind kind, CredentialKey key, Runnable change) {
        work.events().around(agent.id(), kind, key.toString(), () -> {
            change.run();
            return key;
        });
    }
}
