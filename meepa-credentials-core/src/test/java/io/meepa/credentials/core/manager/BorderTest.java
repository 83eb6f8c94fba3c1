package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.error.LimitExceededException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialLimits;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.signup.SignupRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the library's border refuses, and what became of what older versions let in. */
class BorderTest {

    private final RecordingStore store = new RecordingStore();
    private final CredentialManager manager = Managers.open(store);
    private final AgentCredentials meepa = manager.agent("meepa");

    @AfterEach
    void close() {
        manager.close();
    }

    private static AgentCredential named(String service, String name, String item) {
        return new AgentCredential(
                Category.LOGIN,
                service,
                name,
                Origin.OPERATOR_PROVIDED,
                List.of(new CredentialItem(item, Secret.of("x"), ItemType.API_TOKEN)),
                Metadata.empty(),
                CredentialStatus.Settled.EXISTING,
                false);
    }

    @Test
    @DisplayName("F-303: a name that does not look like what it is, is refused, however the credential was made")
    void refusesNamesThatDoNotLookLikeWhatTheyAre() {
        for (AgentCredential odd : List.of(
                named("git\u202ebuh", "work", "token"),
                named("github", "..", "token"),
                named("github", "work", "to\ufffdken"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> meepa.add(odd))
                    .withMessageContaining("agent meepa: login/git")
                    .withMessageContaining("must not");
        }
        meepa.add(named("github", "github", "token"));
        assertThatIllegalArgumentException().isThrownBy(() -> meepa.replace(named("github", "github", "to\u200bken")));
        assertThatIllegalArgumentException().isThrownBy(() -> SignupRequest.at("git\u202ebuh"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignupRequest.at("github").named("wo\u200brk"));
        assertThat(store.written).hasSize(1);
    }

    @Test
    @DisplayName(
            "F-303: what an older version let in is spelled out, and that is an address to read, replace and remove it")
    void keepsWhatOlderVersionsLetIn() {
        store.seed("meepa", Seeds.empty().withEntry(StoredCredential.of(named("git\u202ebuh", "w\u200bork", "token"))));

        CredentialSummary shown = meepa.list().get(0);
        assertThat(shown.key()).hasToString("login/git<U+202E>buh (w<U+200B>ork)");
        AgentCredential read = meepa.get(shown.key());
        assertThat(read.secret("token").reveal()).isEqualTo("x");
        meepa.replace(read.toBuilder()
                .replaceItem("token", Secret.of("y"), ItemType.API_TOKEN)
                .build());
        assertThat(meepa.get(CredentialKey.of(Category.LOGIN, "git<U+202E>buh"))
                        .secret("token")
                        .reveal())
                .isEqualTo("y");
        meepa.remove(shown.key());
        assertThat(meepa.list()).isEmpty();
    }

    private static Secret bytes(int length) {
        return Secret.of("x".repeat(length));
    }

    @Test
    @DisplayName("F-301: a value is stored up to its limit, and refused beyond, before anything is written")
    void refusesAValueBeyondItsLimit() {
        AgentCredentialBuilder most =
                AgentCredential.login("a").item("v", bytes(CredentialLimits.VALUE_BYTES), ItemType.OTHER);
        AgentCredentialBuilder beyond =
                AgentCredential.login("b").item("v", bytes(CredentialLimits.VALUE_BYTES + 1), ItemType.OTHER);

        meepa.add(most.build());
        assertThatThrownBy(() -> meepa.add(beyond.build()))
                .isInstanceOf(LimitExceededException.class)
                .hasMessage("agent meepa: login/b (b): item v has 1048577 bytes, and at most 1048576 can be stored:"
                        + " keep it elsewhere, and its address here");
        assertThatThrownBy(() -> meepa.replace(AgentCredential.login("a")
                        .item("v", bytes(CredentialLimits.VALUE_BYTES + 1), ItemType.OTHER)
                        .build()))
                .isInstanceOf(LimitExceededException.class);

        assertThat(store.written).hasSize(1);
        Secret read = meepa.get(CredentialKey.of(Category.LOGIN, "a")).secret("v");
        assertThat(read.reveal()).hasSize(CredentialLimits.VALUE_BYTES);
    }

    @Test
    @DisplayName("F-301: items and metadata are counted")
    void refusesMoreItemsOrMetadataThanTheLimit() {
        meepa.add(items("a", CredentialLimits.ITEMS)
                .metadata(metadata(CredentialLimits.METADATA_VALUES, 1))
                .build());
        meepa.add(AgentCredential.login("b")
                .metadata(metadata(1, CredentialLimits.METADATA_CHARACTERS))
                .build());

        for (AgentCredentialBuilder beyond : List.of(
                items("c", CredentialLimits.ITEMS + 1),
                AgentCredential.login("c").metadata(metadata(CredentialLimits.METADATA_VALUES + 1, 1)),
                AgentCredential.login("c").metadata(metadata(1, CredentialLimits.METADATA_CHARACTERS + 1)))) {
            assertThatThrownBy(() -> meepa.add(beyond.build())).isInstanceOf(LimitExceededException.class);
        }
        assertThat(meepa.list()).hasSize(2);
    }

    @Test
    @DisplayName("F-301: a number is stored while its digits are read again, and refused beyond")
    void refusesANumberThatWouldNotBeReadAgain() {
        for (String most : List.of("1e255", "1e-255", "7".repeat(256))) {
            BigDecimal number = new BigDecimal(most);
            String service = "of-" + most.length();
            meepa.add(AgentCredential.login(service).metadata(number(number)).build());
            assertThat(meepa.get(CredentialKey.of(Category.LOGIN, service))
                            .metadata()
                            .number("n")
                            .map(number::compareTo))
                    .contains(0);
        }
        for (String beyond : List.of("1e256", "1e-256", "7".repeat(257), "1e999999999")) {
            AgentCredential credential = AgentCredential.login("beyond")
                    .metadata(number(new BigDecimal(beyond)))
                    .build();
            assertThatThrownBy(() -> meepa.add(credential))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessage("agent meepa: login/beyond (beyond): metadata n is a number of more than 256 digits:"
                            + " store it as a text");
        }
        assertThat(meepa.list()).hasSize(3);
    }

    private static Metadata number(BigDecimal value) {
        return new Metadata(Map.of("n", new MetadataValue.Numeric(value)));
    }

    private static AgentCredentialBuilder items(String service, int count) {
        AgentCredentialBuilder builder = AgentCredential.login(service);
        for (int i = 0; i < count; i++) {
            builder.item("i" + i, Secret.of("x"), ItemType.OTHER);
        }
        return builder;
    }

    private static Metadata metadata(int count, int length) {
        Map<String, MetadataValue> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            values.put("m" + i, new MetadataValue.Text("x".repeat(length)));
        }
        return new Metadata(values);
    }
}
