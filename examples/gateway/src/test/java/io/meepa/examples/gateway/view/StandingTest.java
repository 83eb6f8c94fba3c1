package io.meepa.examples.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKind;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialStatus.Settled;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("F-803: a credential's state says whether it can be used now, and why not")
class StandingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T09:00:00Z, EXPIRED",
        "2026-03-15T09:00:00Z, EXPIRING",
        "2026-03-15T09:00:01Z, OK",
        "no time at all, OK"
    })
    void endsWhenItsServiceSaysSo(String end, Standing.State state) {
        CredentialSummary summary = own(Category.API_KEY, Metadata.empty().with(MetadataKeys.EXPIRES_AT, end));
        assertThat(Standing.of(summary, NOW).state()).isEqualTo(state);
    }

    @Test
    void takesNoAccessTokenThatIsRenewedForOneThatEnds() {
        Metadata metadata = Metadata.empty().with(MetadataKeys.EXPIRES_AT, "2026-03-01T09:30:00Z");
        assertThat(Standing.of(managed(Settled.PROVISIONED, Category.TOKEN, metadata), NOW)
                        .state())
                .isEqualTo(Standing.State.OK);
    }

    @Test
    void suspendedIsNeverInUseWhateverTheStoredStatusSays() {
        Metadata metadata = Metadata.empty().with(MetadataKeys.SUSPENDED_SINCE, "2026-02-01T00:00:00Z");
        Standing standing = Standing.of(managed(Settled.PROVISIONED, Category.CREDIT_CARD, metadata), NOW);
        assertThat(standing.state()).isEqualTo(Standing.State.SUSPENDED);
        assertThat(standing.reason()).contains("2026-02-01");
        assertThat(standing.attention()).isTrue();
    }

    @Test
    void saysWhatAPersonHasToDo() {
        Metadata reconnect = Metadata.empty()
                .with(MetadataKeys.RECONNECT_SINCE, "2026-02-01T00:00:00Z")
                .with(MetadataKeys.RECONNECT_REASON, "the service refuses to renew");
        assertThat(Standing.of(managed(Settled.PROVISIONED, Category.TOKEN, reconnect), NOW))
                .isEqualTo(new Standing(Standing.State.RECONNECT, "the service refuses to renew"));
        Metadata rejected = Metadata.empty().with(MetadataKeys.REJECTED_AT, "2026-02-02T00:00:00Z");
        assertThat(Standing.of(own(Category.API_KEY, rejected), NOW).state()).isEqualTo(Standing.State.REJECTED);
        assertThat(Standing.of(managed(Settled.PENDING_MANUAL, Category.PHONE, Metadata.empty()), NOW)
                        .state())
                .isEqualTo(Standing.State.WAITING);
        CredentialStatus failed = new CredentialStatus.Failed("no credit left");
        assertThat(Standing.of(managed(failed, Category.EMAIL, Metadata.empty()), NOW))
                .isEqualTo(new Standing(Standing.State.FAILED, "no credit left"));
    }

    @Test
    void leavesAloneWhatIsInUse() {
        Standing standing = Standing.of(own(Category.LOGIN, Metadata.empty()), NOW);
        assertThat(standing).isEqualTo(new Standing(Standing.State.OK, ""));
        assertThat(standing.attention()).isFalse();
    }

    private static CredentialSummary own(Category category, Metadata metadata) {
        return builder(category, metadata).build().summary();
    }

    private static CredentialSummary managed(CredentialStatus status, Category category, Metadata metadata) {
        CredentialSummary own =
                builder(category, metadata).status(status).build().summary();
        return new CredentialSummary(
                CredentialKind.MANAGED,
                own.category(),
                own.service(),
                own.name(),
                own.origin(),
                own.status(),
                own.items(),
                own.metadata());
    }

    private static AgentCredentialBuilder builder(Category category, Metadata metadata) {
        return AgentCredential.of(category, "acme")
                .item("token", Secret.of("canary-of-a-standing"), ItemType.API_TOKEN)
                .metadata(metadata);
    }
}
