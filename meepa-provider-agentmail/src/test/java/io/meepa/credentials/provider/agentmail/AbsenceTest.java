package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.testkit.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is gone at AgentMail, and what is believed of it")
final class AbsenceTest {

    private static final Fault ABSENT = new Fault.Canned(
            404, "{\"name\":\"NotFoundError\",\"code\":\"not_found\",\"message\":\"Inbox not found\"}", false);
    private static final AgentId OTHER = AgentId.of("other");
    private static final Route INBOX = Route.of("GET", "/v0/inboxes/{id}");
    private static final Route INBOXES = Route.of("GET", "/v0/inboxes");

    private final ProviderFixture fixture = new ProviderFixture();
    private final CredentialIssuer issuer = fixture.issuer();
    private final Ledger ledger = fixture.ledger();
    private final AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.request(ledger)));

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Metadata without(Metadata metadata, String name) {
        Map<String, MetadataValue> values = new LinkedHashMap<>(metadata.values());
        values.remove(name);
        return new Metadata(values);
    }

    private Verification verified() {
        return issuer.verify(credential, ProviderFixture.request(fixture.ledger()));
    }

    private RevocationResult revoked() {
        return issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential)));
    }

    @Nested
    @DisplayName("F-101: one look proves nothing")
    final class OneLook {

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4})
        void neverProvesThatAnInboxIsGone(int lies) {
            for (int nth = 1; nth <= lies; nth++) {
                fixture.upstream.fail(ABSENT, INBOX, nth);
            }
            assertThat(verified().state()).isEqualTo(State.LIVE);
        }

        @Test
        void revokesWhatWasOutOfSightForAMoment() {
            fixture.upstream.fail(ABSENT, INBOX, 1);
            assertThat(revoked().end()).isEqualTo(RevocationResult.End.REVOKED);
            assertThat(fixture.upstream.inboxes()).isEmpty();
        }

        @Test
        void revokesWhatACreationLeftThoughTheFirstListingIsEmpty() {
            fixture.upstream.fail(Fault.Plain.EMPTY_LISTING, INBOXES, 1);
            RevocationResult result = issuer.revoke(ProviderFixture.revocation(fixture.ledger(), Optional.empty()));
            assertThat(result.end()).isEqualTo(RevocationResult.End.REVOKED);
            assertThat(fixture.upstream.inboxes()).isEmpty();
        }

        @Test
        void isBelievedOnlyWithASecondAndDifferentOne() {
            fixture.upstream.failEvery(ABSENT, INBOX);
            assertThat(verified().state()).isEqualTo(State.LIVE);
            fixture.upstream.heal();
            revoked();
            assertThat(verified().evidence()).hasValueSatisfying(evidence -> {
                assertThat(evidence.looks()).extracting(look -> look.finding()).contains("list the inboxes: not there");
                assertThat(evidence.account()).contains(fixture.upstream.organisationId());
            });
        }

        @Test
        void deletesNothingThatADeleteDoesNotFindThoughItIsThere() {
            fixture.upstream.fail(ABSENT, Route.of("DELETE", "/v0/inboxes/{id}"), 1);
            assertThatThrownBy(AbsenceTest.this::revoked).isInstanceOf(ProviderException.class);
            assertThat(revoked().end()).isEqualTo(RevocationResult.End.REVOKED);
        }

        @Test
        void keepsAnInboxOnRecordOnOne404() {
            Ledger left = fixture.ledger();
            left.crashAt(2, true);
            assertThatThrownBy(() -> issuer.issue(
                            ProviderFixture.request(OTHER, "1", AgentProfile.none(), left, Optional.empty())))
                    .isInstanceOf(StoreException.class);
            String made = left.resources().get(0).id();
            fixture.upstream.fail(ABSENT, INBOX, 1);
            int creations =
                    fixture.upstream.requests(Route.of("POST", "/v0/inboxes")).size();

            Issued issued =
                    issuer.issue(ProviderFixture.request(OTHER, "1", AgentProfile.none(), left, left.resumption()));

            assertThat(issued.standing()).isEqualTo(Issued.Standing.FOUND);
            assertThat(left.resources()).extracting(UpstreamResource::id).contains(made);
            assertThat(fixture.upstream.requests(Route.of("POST", "/v0/inboxes")))
                    .hasSize(creations);
        }

        @Test
        void doesNotTakeAKeyOffTheRecordThatADeleteDoesNotFindThoughItIsListed() {
            Ledger left = fixture.ledger();
            left.crashAt(2, false);
            assertThatThrownBy(() -> issuer.issue(
                            ProviderFixture.request(OTHER, "1", AgentProfile.none(), left, Optional.empty())))
                    .isInstanceOf(StoreException.class);
            fixture.upstream.fail(ABSENT, Route.of("DELETE", "/v0/inboxes/{id}/api-keys/{id}"), 1);

            assertThatThrownBy(() -> issuer.issue(
                            ProviderFixture.request(OTHER, "1", AgentProfile.none(), left, left.resumption())))
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("and lists it: it was not deleted");
        }

        @Test
        void renewsTheKeyOfAnInboxThatWasOutOfSightForAMoment() {
            fixture.upstream.fail(ABSENT, INBOX, 1);
            assertThat(issuer.rotation()
                            .orElseThrow()
                            .renew(
                                    credential,
                                    ProviderFixture.request(
                                            ProviderFixture.MEEPA,
                                            "2",
                                            AgentProfile.none(),
                                            fixture.ledger(),
                                            Optional.empty()))
                            .items())
                    .isNotEmpty();
        }
    }

    @Nested
    @DisplayName("F-102: another account's key says nothing about absence")
    final class AnotherAccount {

        @Test
        void leavesTheInboxUnknown() {
            useTheOther();
            Verification verification = verified();
            assertThat(verification.state()).isEqualTo(State.UNKNOWN);
            assertThat(verification.differences())
                    .singleElement()
                    .asString()
                    .contains(fixture.upstream.organisationId(), fixture.upstream.otherOrganisationId());
        }

        @Test
        void refusesToRevokeAndNamesBothAccounts() {
            useTheOther();
            assertThatThrownBy(AbsenceTest.this::revoked)
                    .isInstanceOf(ProviderRejectedException.class)
                    .hasMessageContainingAll(fixture.upstream.organisationId(), fixture.upstream.otherOrganisationId());
            assertThat(fixture.upstream.inboxes()).hasSize(1);
        }

        @Test
        void isReportedByTheLookUpOfTheAccount() {
            assertThat(issuer.account().orElseThrow().account(CallGuard.none()))
                    .isEqualTo(fixture.upstream.organisationId());
            useTheOther();
            assertThat(issuer.account().orElseThrow().account(CallGuard.none()))
                    .isEqualTo(fixture.upstream.otherOrganisationId());
        }

        @Test
        void isRecordedByTheNextLiveLookWhereItWasNot() {
            AgentCredential old = credential.toBuilder()
                    .metadata(without(credential.metadata(), MetadataKeys.ACCOUNT))
                    .build();
            Verification verification = issuer.verify(old, ProviderFixture.request(fixture.ledger()));
            assertThat(verification.state()).isEqualTo(State.LIVE);
            assertThat(verification.metadata().text(MetadataKeys.ACCOUNT)).contains(fixture.upstream.organisationId());
        }

        private void useTheOther() {
            fixture.variable(
                    "AGENTMAIL_API_KEY", fixture.upstream.otherOrganisationKey().reveal());
        }
    }

    @Test
    @DisplayName(
            "F-104: an inbox under the recorded id that bears a later tag of the agent means that the old one is gone")
    void knowsALaterInboxAtTheSameAddress() {
        revoked();
        issuer.issue(ProviderFixture.request(
                ProviderFixture.MEEPA, "2", AgentProfile.none(), fixture.ledger(), Optional.empty()));

        RevocationResult result = revoked();

        assertThat(result.end()).isEqualTo(RevocationResult.End.ALREADY_GONE);
        assertThat(result.evidence().orElseThrow().toString()).contains("a later tag of ours");
        assertThat(verified().state()).isEqualTo(State.GONE);
        assertThat(fixture.upstream.inboxes()).hasSize(1);
        assertThat(fixture.upstream.liveKeys()).hasSize(1);
    }

    @Nested
    @DisplayName("F-111: a key's end is stored and reported")
    final class Expiry {

        private final Instant end = fixture.clock.instant().plus(Duration.ofDays(30));

        @Test
        void isStoredWithTheCredentialAndWithTheRenewedKey() {
            fixture.upstream.expireOrganisationKey(end);
            assertThat(issuer.issue(ProviderFixture.request(
                                    OTHER, "1", AgentProfile.none(), fixture.ledger(), Optional.empty()))
                            .expiresAt())
                    .contains(end);
            assertThat(issuer.rotation()
                            .orElseThrow()
                            .renew(
                                    credential,
                                    ProviderFixture.request(
                                            ProviderFixture.MEEPA,
                                            "2",
                                            AgentProfile.none(),
                                            fixture.ledger(),
                                            Optional.empty()))
                            .expiresAt())
                    .contains(end);
        }

        @Test
        void isReportedForAKeyThatWasMadeBeforeItWasRecorded() {
            fixture.upstream.expireOrganisationKey(end);
            AgentCredential made = ProviderFixture.stored(issuer.issue(
                    ProviderFixture.request(OTHER, "1", AgentProfile.none(), fixture.ledger(), Optional.empty())));
            AgentCredential old = made.toBuilder()
                    .metadata(without(made.metadata(), MetadataKeys.EXPIRES_AT))
                    .build();
            assertThat(issuer.verify(
                                    old,
                                    ProviderFixture.request(
                                            OTHER, "1", AgentProfile.none(), fixture.ledger(), Optional.empty()))
                            .metadata()
                            .text(MetadataKeys.EXPIRES_AT))
                    .contains(end.toString());
        }

        @Test
        void isNoneWhereTheOrganisationsKeyHasNone() {
            assertThat(credential.metadata().text(MetadataKeys.EXPIRES_AT)).isEmpty();
            assertThat(credential.secret(ItemKeys.API_KEY).reveal()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("An inbox is paused and resumed, and its mail address stays")
    void pausesAndResumes() {
        assertThat(issuer.suspension()
                        .orElseThrow()
                        .suspend(credential, ProviderFixture.request(fixture.ledger()))
                        .state())
                .isEqualTo(State.SUSPENDED);
        assertThat(fixture.upstream.inboxes())
                .singleElement()
                .satisfies(inbox -> assertThat(inbox.paused()).isTrue());
        assertThat(verified().state()).isEqualTo(State.SUSPENDED);
        assertThat(issuer.suspension()
                        .orElseThrow()
                        .resume(credential, ProviderFixture.request(fixture.ledger()))
                        .state())
                .isEqualTo(State.LIVE);
        assertThat(verified().state()).isEqualTo(State.LIVE);
    }
}
