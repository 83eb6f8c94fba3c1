package io.meepa.credentials.spi.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meepa.credentials.ValidToken;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What passes between engine and plug-ins")
final class PluginValuesTest {

    private static final UpstreamResource INBOX = new UpstreamResource("inbox", "i1");

    @Test
    void keepsADocumentsMembersInOrder() {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        members.put("z", new DocumentNode.Flag(true));
        members.put("a", new DocumentNode.Nothing());
        DocumentNode.Fields fields = new DocumentNode.Fields(members);
        members.clear();

        assertThat(fields.members().keySet()).containsExactly("z", "a");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> fields.members().clear());
    }

    @Test
    @DisplayName("prints no hidden leaf of a document (R13)")
    void printsNoHiddenLeaf() {
        DocumentNode.Elements tree = new DocumentNode.Elements(List.of(
                new DocumentNode.Text("seen"),
                new DocumentNode.Numeric("1.50"),
                new DocumentNode.Hidden(Secret.of("s3cr3t"))));

        assertThat(tree.toString()).contains("seen", "1.50").doesNotContain("s3cr3t");
    }

    @Test
    void findsTheLastResourceOfAKind() {
        Resumption resumption = new Resumption(
                Instant.EPOCH,
                List.of(INBOX, new UpstreamResource("key", "k1"), new UpstreamResource("inbox", "i2")),
                Map.of());

        assertThat(resumption.resource("inbox")).contains("i2");
        assertThat(resumption.resource("pod")).isEmpty();
    }

    @Test
    void resumesFromACopyThatPrintsNoSecret() {
        List<UpstreamResource> resources = new ArrayList<>(List.of(INBOX));
        Map<String, Secret> secrets = new HashMap<>(Map.of("api_key", Secret.of("s3cr3t")));
        Resumption resumption = new Resumption(Instant.EPOCH, resources, secrets);
        resources.clear();
        secrets.clear();

        assertThat(resumption.resources()).containsExactly(INBOX);
        assertThat(resumption.secrets()).containsOnlyKeys("api_key");
        assertThat(resumption.toString()).doesNotContain("s3cr3t");
    }

    @Test
    @DisplayName("prints no token (R13)")
    void refreshesACopyThatPrintsNoToken() {
        List<CredentialItem> items =
                new ArrayList<>(List.of(new CredentialItem("access_token", Secret.of("s3cr3t"), ItemType.API_TOKEN)));
        Refreshed refreshed = Refreshed.of(items).expiringAt(Instant.EPOCH);
        items.clear();

        assertThat(refreshed.items()).hasSize(1);
        assertThat(refreshed.toString()).doesNotContain("s3cr3t");
        assertThat(new ValidToken(Secret.of("s3cr3t"), Optional.empty()).toString())
                .doesNotContain("s3cr3t");
    }

    @Test
    void issuesACopyThatPrintsNoSecret() {
        List<CredentialItem> items =
                new ArrayList<>(List.of(new CredentialItem("api_key", Secret.of("s3cr3t"), ItemType.API_TOKEN)));
        Issued issued = Issued.created("Email", items);
        items.clear();

        assertThat(issued.items()).hasSize(1);
        assertThat(issued.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void asksForRevocationOfACopy() {
        List<UpstreamResource> resources = new ArrayList<>(List.of(INBOX));
        RevokeRequest request = RevokeRequest.of(
                AgentId.of("meepa"),
                Category.EMAIL,
                "mailbox",
                new Tag("acme.meepa.email.1"),
                resources,
                Evidence.recorded(Instant.EPOCH, "the test asks for it"));
        resources.clear();

        assertThat(request.resources()).containsExactly(INBOX);
    }

    @Test
    void recordsAResourceWithoutSecretsAsOneWithNone() {
        List<Map<String, Secret>> recorded = new ArrayList<>();
        Checkpoint checkpoint = new Checkpoint() {
            @Override
            public void reached(UpstreamResource resource, Map<String, Secret> secrets) {
                recorded.add(secrets);
            }

            @Override
            public void gone(UpstreamResource resource, Evidence evidence) {}
        };

        checkpoint.reached(INBOX);

        assertThat(recorded).containsExactly(Map.of());
    }

    @Test
    void hasShortWordsForTheUsualAnswers() {
        assertThat(RevocationResult.revoked(Evidence.shown(Instant.EPOCH, "deleted"))
                        .end())
                .isEqualTo(RevocationResult.End.REVOKED);
        assertThat(RevocationResult.alreadyGone(Evidence.absent(Instant.EPOCH, "looked: absent"))
                        .end())
                .isEqualTo(RevocationResult.End.ALREADY_GONE);
        assertThat(Verification.unknown().state()).isEqualTo(Verification.State.UNKNOWN);
        assertThat(Verification.unknown().differences()).isEmpty();
        assertThat(AgentProfile.none().emailPrefix()).isEmpty();
        assertThat(Revision.ABSENT).isEqualTo(new Revision("")).isNotEqualTo(new Revision("1"));
    }

    @Test
    void sleepsNoLongerThanAsked() throws InterruptedException {
        Sleeper.system().sleep(Duration.ZERO);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> Sleeper.system().sleep(Duration.ofDays(1)));
    }
}
