package io.meepa.credentials.provider.gworkspace;

import static io.meepa.credentials.provider.gworkspace.FakeWorkspace.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.How;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.testkit.Ledger;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UserIssueTest {

    private final WorkspaceFixture scene = new WorkspaceFixture();
    private final FakeWorkspace workspace = scene.workspace;
    private final Ledger ledger = WorkspaceFixture.ledger();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void makesAUserThatBearsTheTag() {
        scene.settings.put("org_unit_path", "/Agents");

        Issued issued = scene.issue(ledger);

        ObjectNode user = onlyUser();
        assertThat(user.path("primaryEmail").asText()).isEqualTo(WorkspaceFixture.ADDRESS);
        assertThat(user.at("/name/givenName").asText()).isEqualTo("meepa");
        assertThat(user.at("/externalIds/0/value").asText()).isEqualTo("test.meepa.email.1");
        assertThat(user.path("orgUnitPath").asText()).isEqualTo("/Agents");
        assertThat(user.path("changePasswordAtNextLogin").asBoolean(true)).isFalse();
        assertThat(user.path("password").asText()).matches("[A-Za-z0-9_-]{32}");
        assertThat(issued.standing()).isEqualTo(Issued.Standing.CREATED);
        assertThat(issued.name()).isEqualTo("Email");
        assertThat(issued.items())
                .extracting(item ->
                        item.key() + ":" + item.type() + ":" + item.value().reveal())
                .containsExactly(
                        "address:email:" + WorkspaceFixture.ADDRESS,
                        "user_id:other:" + user.path("id").asText(),
                        "password:password:" + user.path("password").asText());
        assertThat(issued.items().get(0).type()).isEqualTo(ItemType.EMAIL);
    }

    @Test
    @DisplayName("R1: plan and password are on record before the insert, the id before anything else")
    void recordsBeforeItContinues() {
        crash(scene, ledger, 1);

        assertThat(workspace.count("POST", FakeWorkspace.USERS)).isZero();
        assertThat(ledger.resources()).singleElement().satisfies(resource -> {
            assertThat(resource.kind()).isEqualTo("planned-user");
            assertThat(resource.id()).isEqualTo(WorkspaceFixture.ADDRESS);
        });
        assertThat(ledger.secrets()).containsOnlyKeys("password");
    }

    @Test
    @DisplayName("R2: a crash at either checkpoint, and the next run ends with one user and the recorded password")
    void continuesAfterACrashAtEachCheckpoint() {
        for (int checkpoint = 1; checkpoint <= 2; checkpoint++) {
            try (WorkspaceFixture crashing = new WorkspaceFixture()) {
                Ledger crashed = WorkspaceFixture.ledger();
                crash(crashing, crashed, checkpoint);

                Issued issued = crashing.issue(crashed);

                assertThat(crashing.workspace.users).hasSize(1);
                ObjectNode user = crashing.workspace.users.values().iterator().next();
                assertThat(user.path("password").asText())
                        .isEqualTo(crashed.secret("password").reveal());
                assertThat(password(issued)).isEqualTo(user.path("password").asText());
                assertThat(issued.standing())
                        .isEqualTo(checkpoint == 1 ? Issued.Standing.CREATED : Issued.Standing.FOUND);
            }
        }
    }

    @Test
    @DisplayName("R2: the insert was carried out, its answer lost and the process gone")
    void adoptsItsOwnUserAfterACrashAfterTheInsert() {
        workspace.plan("POST", FakeWorkspace.USERS, How.CUT_AFTER, error(0, "", ""));
        for (int i = 0; i < 3; i++) {
            workspace.plan("POST", FakeWorkspace.USERS, How.CUT_BEFORE, error(0, "", ""));
        }
        assertThatThrownBy(() -> scene.issue(ledger)).isInstanceOf(ProviderIndeterminateException.class);
        onlyUser().put("password", "as if another process had set it");

        Issued issued = scene.issue(ledger);

        assertThat(issued.standing()).isEqualTo(Issued.Standing.FOUND);
        assertThat(password(issued)).isEqualTo(onlyUser().path("password").asText());
    }

    @Test
    void adoptsWhatALostAnswerMadeWithinTheSameRun() {
        workspace.plan("POST", FakeWorkspace.USERS, How.CUT_AFTER, error(0, "", ""));

        Issued issued = scene.issue(ledger);

        assertThat(issued.standing()).isEqualTo(Issued.Standing.CREATED);
        assertThat(password(issued)).isEqualTo(onlyUser().path("password").asText());
    }

    @Test
    @DisplayName("R4: a user without our tag is neither adopted nor touched")
    void refusesAForeignUser() {
        workspace.existing(WorkspaceFixture.ADDRESS, "other.meepa.email.1");

        assertThatThrownBy(() -> scene.issue(ledger))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("not ours")
                .hasMessageContaining("identity.email_prefix");
        assertThat(workspace.count("PUT", "")).isZero();
        assertThat(ledger.resources()).isEmpty();
    }

    @Test
    @DisplayName("R4: an alias of somebody who bears our tag is not our user")
    void refusesAnAlias() {
        ObjectNode user = workspace.existing("ceo@agents.example", WorkspaceFixture.TAG.text());
        user.putArray("aliases").add(WorkspaceFixture.ADDRESS);

        assertThatThrownBy(() -> scene.issue(ledger))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("alias");
        assertThat(workspace.count("PUT", "")).isZero();
    }

    @Test
    void refusesAnAddressThatAGroupHasAndLetsAnotherBeTried() {
        workspace.plan("POST", FakeWorkspace.USERS, How.INSTEAD, error(409, "duplicate", "Entity already exists."));

        assertThatThrownBy(() -> scene.issue(ledger))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("group");

        Issued issued = scene.issue(ledger, WorkspaceFixture.prefix("meepa-2"));
        assertThat(address(issued)).isEqualTo("meepa-2@agents.example");
    }

    @Test
    void leavesATakenAddressThatDoesNotShowOpenIfAnEarlierAttemptMayHaveMadeIt() {
        crash(scene, ledger, 1);
        workspace.plan("POST", FakeWorkspace.USERS, How.INSTEAD, error(409, "duplicate", "Entity already exists."));

        assertThatThrownBy(() -> scene.issue(ledger)).isInstanceOf(ProviderIndeterminateException.class);
        assertThat(ledger.resources()).extracting(r -> r.kind()).contains("planned-user");
    }

    @Test
    void keepsToThePlannedAddressWhateverTheConfigurationSaysLater() {
        crash(scene, ledger, 1);

        Issued issued = scene.issue(ledger, WorkspaceFixture.prefix("renamed"));

        assertThat(address(issued)).isEqualTo(WorkspaceFixture.ADDRESS);
        assertThat(workspace.users).hasSize(1);
    }

    @Test
    void waitsUntilTheUserShows() {
        workspace.hiddenReads = 6;

        scene.issue(ledger);

        assertThat(scene.waited()).isBetween(Duration.ofSeconds(20), Duration.ofMinutes(1));
    }

    @Test
    void leavesAUserThatDoesNotShowWithinTheBudgetToTheNextRun() {
        workspace.hiddenReads = 1000;
        assertThatThrownBy(() -> scene.issue(ledger)).isInstanceOf(ProviderIndeterminateException.class);
        assertThat(scene.waited()).isEqualTo(Duration.ofMinutes(5));

        workspace.showAll();
        assertThat(scene.issue(ledger).standing()).isEqualTo(Issued.Standing.FOUND);
        assertThat(workspace.count("POST", FakeWorkspace.USERS)).isEqualTo(1);
    }

    @Test
    void takesTheBudgetFromTheConfiguration() {
        scene.settings.put("consistency_budget", "30s");
        workspace.hiddenReads = 1000;

        assertThatThrownBy(() -> scene.issue(ledger)).isInstanceOf(ProviderIndeterminateException.class);
        assertThat(scene.waited()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void waitsForAUserThatIsStillBeingMade() {
        workspace.existing(WorkspaceFixture.ADDRESS, WorkspaceFixture.TAG.text());
        for (int i = 0; i < 3; i++) {
            workspace.plan(
                    "PUT", "/users/", How.INSTEAD, error(412, "conditionNotMet", "User creation is not complete."));
        }
        workspace.plan("PUT", "/users/", How.INSTEAD, error(404, "notFound", "Resource Not Found: userKey"));

        Issued issued = scene.issue(ledger);

        assertThat(password(issued)).isEqualTo(onlyUser().path("password").asText());
        assertThat(workspace.count("PUT", "/users/")).isEqualTo(5);
    }

    @Test
    void givesUpOnAUserThatStaysIncomplete() {
        workspace.existing(WorkspaceFixture.ADDRESS, WorkspaceFixture.TAG.text());
        for (int i = 0; i < 100; i++) {
            workspace.plan(
                    "PUT", "/users/", How.INSTEAD, error(412, "conditionNotMet", "User creation is not complete."));
        }

        assertThatThrownBy(() -> scene.issue(ledger))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("consistency_budget");
    }

    @Test
    void saysThatLicencesAreUsedUp() {
        workspace.licences = 0;

        assertThatThrownBy(() -> scene.issue(ledger))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("no licence is left");
    }

    @Test
    void saysThatARightIsMissing() {
        workspace.plan(
                "POST",
                FakeWorkspace.USERS,
                How.INSTEAD,
                error(403, "forbidden", "Not Authorized to access this resource/api"));

        assertThatThrownBy(() -> scene.issue(ledger))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("admin role")
                .hasMessageContaining("up to a day");
    }

    @Test
    void saysThatTheOrganisationalUnitDoesNotExist() {
        workspace.plan("POST", FakeWorkspace.USERS, How.INSTEAD, error(400, "invalid", "Invalid Input: INVALID_OU_ID"));

        assertThatThrownBy(() -> scene.issue(ledger))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("org_unit_path");
    }

    @Test
    void waitsWhereA403IsALimitOfCalls() {
        workspace.plan("POST", FakeWorkspace.USERS, How.INSTEAD, error(403, "userRateLimitExceeded", "slow"));
        workspace.plan("POST", FakeWorkspace.USERS, How.INSTEAD, error(403, "quotaExceeded", "slow"));
        workspace.plan("POST", FakeWorkspace.USERS, How.INSTEAD, error(429, "rateLimitExceeded", "slow"));

        assertThat(scene.issue(ledger).standing()).isEqualTo(Issued.Standing.CREATED);
        assertThat(workspace.count("POST", FakeWorkspace.USERS)).isEqualTo(4);
    }

    @Test
    void isUnavailableWhileTheLimitHolds() {
        for (int i = 0; i < 10; i++) {
            workspace.plan("POST", FakeWorkspace.USERS, How.INSTEAD, error(403, "userRateLimitExceeded", "slow"));
        }

        assertThatThrownBy(() -> scene.issue(ledger)).isInstanceOf(ProviderUnavailableException.class);
        assertThat(workspace.users).isEmpty();
    }

    @Test
    @DisplayName("R4: an address that a deleted user had is not given out again")
    void refusesTheAddressOfADeletedUser() {
        for (String address : new String[] {"a@agents.example", "b@agents.example", WorkspaceFixture.ADDRESS}) {
            ObjectNode user = workspace.existing(address, "test.meepa.email.0");
            workspace.users.clear();
            workspace.deleted.put(user.path("id").asText(), user);
        }

        assertThatThrownBy(() -> scene.issue(ledger))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("not given out again");
        assertThat(workspace.count("POST", FakeWorkspace.USERS)).isZero();
        assertThat(ledger.resources()).isEmpty();
    }

    @Test
    void triesAnotherTokenOnceWhenTheOldOneIsNotTaken() {
        var issuer = scene.issuer();
        issuer.issue(WorkspaceFixture.request(ledger, AgentProfile.none()));
        workspace.withdrawTokens();

        issuer.inventory("test");

        assertThat(workspace.claims).hasSize(2);
    }

    @Test
    void takesAPrefixUpToItsLimit() {
        assertThatThrownBy(() -> scene.issue(ledger, WorkspaceFixture.prefix("a".repeat(65))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("1 to 64");
        assertThat(workspace.seen).isEmpty();

        scene.issue(ledger, WorkspaceFixture.prefix("a".repeat(64)));
        assertThat(onlyUser().path("primaryEmail").asText()).startsWith("a".repeat(64) + "@");
    }

    @Test
    @DisplayName("A user bears our tag up to 200 characters, and a longer one cut and made unique")
    void bearsATagUpToItsLimit() {
        String beginning = "test." + "a".repeat(64) + ".email.";
        AgentId agent = AgentId.of("a".repeat(64));
        Tag most = Tag.of("test", agent, Category.EMAIL, "x".repeat(200 - beginning.length()));
        Tag beyond = Tag.of("test", agent, Category.EMAIL, "x".repeat(201 - beginning.length()));

        assertThat(Marker.of(most)).isEqualTo(most.text());
        assertThat(Marker.of(beyond)).hasSize(200).isNotEqualTo(Marker.of(most));
    }

    @Test
    void refusesAPrefixThatNoAddressCanHave() {
        assertThatThrownBy(() -> scene.issue(ledger, WorkspaceFixture.prefix("a..b")))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> scene.issue(ledger, WorkspaceFixture.prefix("a b")))
                .isInstanceOf(ConfigurationException.class);
        assertThat(workspace.seen).isEmpty();
    }

    @Test
    void refusesAUserThatWasRenamedSinceItWasMade() {
        crash(scene, ledger, 2);
        onlyUser().put("primaryEmail", "renamed@agents.example");

        assertThatThrownBy(() -> scene.issue(ledger))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("renamed");
        assertThat(workspace.count("PUT", "")).isZero();
    }

    @Test
    void reportsInAPlanWhatItWouldCost() {
        assertThat(scene.issuer().preview(WorkspaceFixture.request(ledger, AgentProfile.none())))
                .isEqualTo("the user meepa@agents.example, which takes a licence");
        assertThat(workspace.seen).isEmpty();
    }

    private ObjectNode onlyUser() {
        assertThat(workspace.users).hasSize(1);
        return workspace.users.values().iterator().next();
    }

    private static void crash(WorkspaceFixture scene, Ledger ledger, int checkpoint) {
        ledger.crashAt(checkpoint, true);
        assertThatThrownBy(() -> scene.issue(ledger)).isInstanceOf(StoreException.class);
    }

    private static String password(Issued issued) {
        return WorkspaceFixture.stored(issued).secret(ItemKeys.PASSWORD).reveal();
    }

    private static String address(Issued issued) {
        return WorkspaceFixture.stored(issued).secret(ItemKeys.ADDRESS).reveal();
    }
}
