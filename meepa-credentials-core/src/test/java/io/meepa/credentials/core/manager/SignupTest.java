package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.CredentialNotPendingException;
import io.meepa.credentials.error.ManagedCredentialException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.signup.PasswordRules;
import io.meepa.credentials.signup.PasswordRules.CharacterClass;
import io.meepa.credentials.signup.PendingSignup;
import io.meepa.credentials.signup.SignupRequest;
import io.meepa.credentials.signup.SignupResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An agent signs up by itself: the password is on record before anybody uses it. */
class SignupTest {

    private static final CredentialKey GITHUB = CredentialKey.of(Category.LOGIN, "github");

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();
    private final List<CredentialEvent> events = Collections.synchronizedList(new ArrayList<>());
    private CredentialManager manager;
    private AgentCredentials meepa;

    @BeforeEach
    void open() {
        manager = Managers.builder(store, mail)
                .set("agents.meepa", Map.of("id", "meepa"))
                .listener(events::add)
                .open();
        meepa = manager.agent("meepa");
        meepa.provision();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static AgentCredential login(AgentDocument document) {
        return document.matching(GITHUB).get(0).credential();
    }

    @Test
    @DisplayName("M-15: the password is durable, with the agent's own address, before it is returned")
    void recordsThePasswordFirst() {
        PendingSignup signup = meepa.signups().begin(SignupRequest.at("github").as("meepa-bot"));

        AgentCredential written = login(store.written.get(store.written.size() - 1));
        assertThat(written.status()).isEqualTo(CredentialStatus.Settled.PENDING_SIGNUP);
        assertThat(written.origin()).isEqualTo(Origin.AGENT_CREATED);
        assertThat(written.managed()).isFalse();
        assertThat(written.secret("password").matches(signup.password())).isTrue();
        assertThat(signup.address().reveal()).isEqualTo("meepa@mail.test");
        assertThat(signup.username().orElseThrow().reveal()).isEqualTo("meepa-bot");
        assertThat(signup.resumed()).isFalse();
        assertThat(signup.key()).isEqualTo(GITHUB.named("github"));
        assertThat(signup.password().reveal()).hasSize(24);
    }

    @Test
    @DisplayName("A crash before the write returns nothing; one behind it loses nothing")
    void losesNothingInACrash() {
        store.beforeWrite = document -> {
            throw new Crash();
        };
        assertThatThrownBy(() -> meepa.signups().begin(SignupRequest.at("github")))
                .isInstanceOf(Crash.class);
        assertThat(store.document("meepa").matching(GITHUB)).isEmpty();

        store.beforeWrite = document -> {};
        store.afterWrite = document -> {
            throw new Crash();
        };
        assertThatThrownBy(() -> meepa.signups().begin(SignupRequest.at("github")))
                .isInstanceOf(Crash.class);
        store.afterWrite = document -> {};
        Secret onRecord = login(store.document("meepa")).secret("password");

        try (CredentialManager next = Managers.open(store, mail)) {
            PendingSignup again = next.agent("meepa").signups().begin(SignupRequest.at("github"));
            assertThat(again.resumed()).isTrue();
            assertThat(again.password().matches(onRecord)).isTrue();
        }
    }

    @Test
    @DisplayName("Beginning again returns the same sign-up, whatever else is asked for, and writes nothing")
    void beginsOnce() {
        PendingSignup first = meepa.signups().begin(SignupRequest.at("github"));
        int writes = store.written.size();

        PendingSignup second = meepa.signups()
                .begin(SignupRequest.at("github")
                        .using("other@mail.test")
                        .accepting(PasswordRules.strong().ofLength(8)));

        assertThat(second.resumed()).isTrue();
        assertThat(second.password().matches(first.password())).isTrue();
        assertThat(second.address().matches(first.address())).isTrue();
        assertThat(store.written).hasSize(writes);
    }

    @Test
    @DisplayName("16 threads over two managers get one password")
    void beginsOnceForAll() throws Exception {
        int threads = 16;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (CredentialManager other = Managers.open(store, mail)) {
            List<Future<PendingSignup>> begun = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                AgentCredentials agent = (i % 2 == 0 ? manager : other).agent("meepa");
                begun.add(pool.submit(() -> {
                    start.await();
                    return agent.signups().begin(SignupRequest.at("github"));
                }));
            }
            Set<String> passwords = new HashSet<>();
            int first = 0;
            for (Future<PendingSignup> future : begun) {
                passwords.add(future.get().password().reveal());
                first += future.get().resumed() ? 0 : 1;
            }
            assertThat(passwords).hasSize(1);
            assertThat(first).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(store.document("meepa").matching(GITHUB)).hasSize(1);
    }

    @Test
    void followsTheServicesRules() {
        PasswordRules rules = PasswordRules.strong().ofLength(12).of(CharacterClass.LOWER, CharacterClass.DIGIT);

        PendingSignup signup =
                meepa.signups().begin(SignupRequest.at("bank").using("a@b.test").accepting(rules));

        assertThat(signup.password().reveal()).matches("[a-z0-9]{12}");
        assertThat(signup.address().reveal()).isEqualTo("a@b.test");
    }

    @Test
    void drawsFromTheHostsRandomness() {
        RandomGenerator zeros = () -> 0L;
        try (CredentialManager manager =
                Managers.builder(store, mail).randomness(zeros).open()) {
            PendingSignup signup = manager.agent("meepa")
                    .signups()
                    .begin(SignupRequest.at("bank")
                            .accepting(PasswordRules.strong().ofLength(8).of(CharacterClass.LOWER)));
            assertThat(signup.password().reveal()).isEqualTo("aaaaaaaa");
        }
    }

    @Test
    @DisplayName("M-15: completed with what the service gave, the login is active; repeating it changes nothing")
    void completes() {
        PendingSignup signup = meepa.signups().begin(SignupRequest.at("github"));
        SignupResult result = SignupResult.nothing()
                .item("token", Secret.of("ghp_canary"), ItemType.API_TOKEN)
                .note("user_id", "4711");

        CredentialSummary summary = meepa.signups().complete(signup.key(), result);

        assertThat(summary.status()).isEqualTo(CredentialStatus.Settled.PROVISIONED);
        AgentCredential active = meepa.get(GITHUB);
        assertThat(active.origin()).isEqualTo(Origin.AGENT_CREATED);
        assertThat(active.secret("password").matches(signup.password())).isTrue();
        assertThat(active.secret("token").reveal()).isEqualTo("ghp_canary");
        assertThat(active.metadata())
                .isEqualTo(Metadata.empty().with("user_id", "4711").with("signed_up_at", Managers.NOW.toString()));

        int writes = store.written.size();
        assertThat(meepa.signups().complete(GITHUB, result)).isEqualTo(summary);
        assertThat(store.written).hasSize(writes);
        assertThatThrownBy(() -> meepa.signups()
                        .complete(
                                GITHUB, SignupResult.nothing().item("token", Secret.of("another"), ItemType.API_TOKEN)))
                .isInstanceOf(CredentialNotPendingException.class)
                .hasMessageContaining("login/github")
                .hasMessageNotContaining("another");
        assertThatThrownBy(() -> meepa.signups().begin(SignupRequest.at("github")))
                .isInstanceOf(CredentialAlreadyExistsException.class);
    }

    @Test
    void takesAPasswordThatTheServiceChanged() {
        meepa.signups().begin(SignupRequest.at("github"));

        meepa.signups()
                .complete(GITHUB, SignupResult.nothing().item("password", Secret.of("theirs"), ItemType.PASSWORD));

        assertThat(meepa.get(GITHUB).secret("password").reveal()).isEqualTo("theirs");
    }

    @Test
    void abandonsWhatWaitsAndNothingElse() {
        PendingSignup first = meepa.signups().begin(SignupRequest.at("github"));
        meepa.signups().abandon(GITHUB);
        assertThat(meepa.list(Category.LOGIN)).isEmpty();
        assertThatThrownBy(() -> meepa.signups().abandon(GITHUB)).isInstanceOf(CredentialNotFoundException.class);

        PendingSignup second = meepa.signups().begin(SignupRequest.at("github"));
        assertThat(second.password().matches(first.password())).isFalse();
        meepa.signups().complete(GITHUB, SignupResult.nothing());
        assertThatThrownBy(() -> meepa.signups().abandon(GITHUB))
                .isInstanceOf(CredentialNotPendingException.class)
                .hasMessageContaining("provisioned");
        assertThat(meepa.list(Category.LOGIN)).hasSize(1);
    }

    @Test
    @DisplayName("A name of its own makes room for a second sign-up; an operator's login is never touched")
    void keepsLoginsApart() {
        meepa.add(AgentCredential.login("github")
                .item("token", Secret.of("operators"), ItemType.API_TOKEN)
                .build());
        int writes = store.written.size();
        assertThatThrownBy(() -> meepa.signups().begin(SignupRequest.at("github")))
                .isInstanceOf(CredentialAlreadyExistsException.class);
        assertThatThrownBy(() -> meepa.signups().complete(GITHUB, SignupResult.nothing()))
                .isInstanceOf(CredentialNotPendingException.class);
        assertThat(store.written).hasSize(writes);

        PendingSignup second = meepa.signups().begin(SignupRequest.at("github").named("Bot"));

        assertThat(meepa.signups()
                        .begin(SignupRequest.at("github").named("Bot"))
                        .resumed())
                .isTrue();
        assertThat(meepa.signups()
                        .complete(second.key(), SignupResult.nothing())
                        .name())
                .isEqualTo("Bot");
        assertThat(meepa.list(Category.LOGIN)).hasSize(2);
    }

    @Test
    @DisplayName("G-08: what is managed is neither completed nor abandoned, even if it waits for a sign-up")
    void guardsManagedCredentials() {
        AgentCredential managed = new AgentCredential(
                Category.LOGIN,
                "forum",
                "forum",
                Origin.OPERATOR_PROVIDED,
                List.of(),
                Metadata.empty(),
                CredentialStatus.Settled.PENDING_SIGNUP,
                true);
        store.seed("meepa", store.document("meepa").withEntry(StoredCredential.of(managed)));
        int writes = store.written.size();

        assertThatThrownBy(() -> meepa.signups().complete(managed.key(), SignupResult.nothing()))
                .isInstanceOf(ManagedCredentialException.class);
        assertThatThrownBy(() -> meepa.signups().abandon(managed.key())).isInstanceOf(ManagedCredentialException.class);
        assertThatThrownBy(() -> meepa.signups().begin(SignupRequest.at("forum")))
                .isInstanceOf(CredentialAlreadyExistsException.class);
        assertThat(store.written).hasSize(writes);
    }

    @Test
    void saysThatThereIsNoMailbox() {
        AgentCredentials other = manager.agent("other");
        assertThatThrownBy(() -> other.signups().begin(SignupRequest.at("github")))
                .isInstanceOf(CredentialNotFoundException.class)
                .hasMessageContaining("mailbox")
                .hasMessageContaining("other");
        assertThat(other.list()).isEmpty();
    }

    @Test
    @DisplayName("M-14, M-15: what is pending is masked and never injected, though it was granted")
    void keepsThePendingPasswordFromTools() {
        PendingSignup signup = meepa.signups().begin(SignupRequest.at("github"));
        String password = signup.password().reveal();
        try (CredentialManager granting = Managers.builder(store, mail)
                .set("agents.meepa", Map.of("id", "meepa"))
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .set("credentials.environment.grants.GITHUB_PASSWORD", "login/github#password")
                .open()) {
            AgentCredentials agent = granting.agent("meepa");
            assertThat(agent.tools().mask().apply("it is " + password)).doesNotContain(password);
            assertThat(agent.environment().names()).doesNotContain("GITHUB_PASSWORD");

            agent.signups().complete(GITHUB, SignupResult.nothing());

            assertThat(agent.environment().names()).contains("GITHUB_PASSWORD");
        }
    }

    @Test
    @DisplayName("R15, F-11: one begin and one end for each, without a value")
    void reportsWithoutValues() {
        events.clear();
        PendingSignup signup = meepa.signups().begin(SignupRequest.at("github"));
        meepa.signups()
                .complete(GITHUB, SignupResult.nothing().item("token", Secret.of("canary-0123"), ItemType.API_TOKEN));
        meepa.signups().begin(SignupRequest.at("npm"));
        meepa.signups().abandon(CredentialKey.of(Category.LOGIN, "npm"));

        assertThat(events)
                .extracting(event -> event.kind() + " " + event.phase() + " " + event.subject())
                .containsExactly(
                        "SIGNUP_BEGIN BEGUN login/github",
                        "SIGNUP_BEGIN SUCCEEDED login/github",
                        "SIGNUP_COMPLETE BEGUN login/github",
                        "SIGNUP_COMPLETE SUCCEEDED login/github",
                        "SIGNUP_BEGIN BEGUN login/npm",
                        "SIGNUP_BEGIN SUCCEEDED login/npm",
                        "SIGNUP_ABANDON BEGUN login/npm",
                        "SIGNUP_ABANDON SUCCEEDED login/npm");
        String shown = events + " " + signup + " " + meepa.list();
        assertThat(shown)
                .doesNotContain(signup.password().reveal())
                .doesNotContain("canary-0123")
                .doesNotContain("meepa@mail.test");
    }

    @Test
    void refusesARequestThatCannotBeUsed() {
        SignupRequest request = SignupRequest.at("github");
        for (Runnable wrong : List.<Runnable>of(
                () -> SignupRequest.at(" "),
                () -> request.named("\n"),
                () -> request.using("nobody"),
                () -> request.using("a@b\n"),
                () -> request.as("a\tb"),
                () -> SignupResult.nothing().item("token", Secret.of(""), ItemType.API_TOKEN))) {
            assertThatIllegalArgumentException().isThrownBy(wrong::run);
        }
    }
}
