package io.meepa.credentials.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class CredentialSummaryTest {

    private static final Set<Class<?>> HARMLESS =
            Set.of(String.class, BigDecimal.class, boolean.class, List.class, Map.class, Optional.class);

    private final AgentCredential own = AgentCredential.login("github")
            .item("token", Secret.of("s3cr3t"), ItemType.API_TOKEN)
            .metadata(Metadata.empty().with("label", "work"))
            .build();

    @Test
    @DisplayName("has no field, however deep, that could hold a secret")
    void hasNoFieldThatCouldHoldASecret() {
        Set<Class<?>> reached = reachable(CredentialSummary.class);

        assertThat(reached)
                .contains(ItemSummary.class, Metadata.class, MetadataValue.Text.class, CredentialStatus.Failed.class)
                .doesNotContain(Secret.class, CredentialItem.class, AgentCredential.class)
                .allMatch(type -> type.isRecord() || type.isEnum() || type.isSealed() || HARMLESS.contains(type));
    }

    @Test
    void seesASecretWhereThereIsOne() {
        assertThat(reachable(AgentCredential.class)).contains(Secret.class);
    }

    @Test
    void showsEverythingButTheValues() {
        CredentialSummary summary = own.summary();

        assertThat(summary.category()).isEqualTo(Category.LOGIN);
        assertThat(summary.service()).isEqualTo("github");
        assertThat(summary.name()).isEqualTo("github");
        assertThat(summary.origin()).isEqualTo(Origin.OPERATOR_PROVIDED);
        assertThat(summary.status()).isEqualTo(CredentialStatus.Settled.EXISTING);
        assertThat(summary.items()).containsExactly(new ItemSummary("token", ItemType.API_TOKEN, Optional.empty()));
        assertThat(summary.metadata().text("label")).contains("work");
        assertThat(summary.toString()).doesNotContain("s3cr3t");
    }

    @Test
    @DisplayName("distinguishes the three kinds (G-01, G-07)")
    void distinguishesTheThreeKinds() {
        assertThat(CredentialKind.values())
                .containsExactly(CredentialKind.OWN, CredentialKind.MANAGED, CredentialKind.SYSTEM);
        assertThat(own.summary().kind()).isEqualTo(CredentialKind.OWN);
        assertThat(Managed.copyOf(own).summary().kind()).isEqualTo(CredentialKind.MANAGED);
    }

    @Test
    @DisplayName("says why a credential cannot be deleted (G-19)")
    void saysWhyItCannotBeDeleted() {
        assertThat(of(CredentialKind.OWN).deletable()).isTrue();
        assertThat(of(CredentialKind.OWN).whyNotDeletable()).isEmpty();
        assertThat(of(CredentialKind.MANAGED).deletable()).isFalse();
        assertThat(of(CredentialKind.MANAGED).whyNotDeletable())
                .contains("managed: deprovision the agent to revoke it");
        assertThat(of(CredentialKind.SYSTEM).deletable()).isFalse();
        assertThat(of(CredentialKind.SYSTEM).whyNotDeletable()).contains("system: set by the host for all agents");
    }

    @Test
    void isOfNoUseWhileItIsSuspended() {
        AgentCredential marked = own.toBuilder()
                .metadata(Metadata.empty().with(MetadataKeys.SUSPENDED_SINCE, "2026-11-21T10:00:00Z"))
                .build();
        AgentCredential suspended = Managed.copyOf(marked);

        assertThat(suspended.suspended()).isTrue();
        assertThat(suspended.usable()).isFalse();
        assertThat(suspended.summary().suspended()).isTrue();
        assertThat(suspended.summary().usable()).isFalse();
        assertThat(own.usable()).isTrue();
        assertThat(marked.summary().usable())
                .as("only what we manage can be suspended")
                .isTrue();
    }

    private CredentialSummary of(CredentialKind kind) {
        CredentialSummary summary = own.summary();
        return new CredentialSummary(
                kind,
                summary.category(),
                summary.service(),
                summary.name(),
                summary.origin(),
                summary.status(),
                summary.items(),
                summary.metadata());
    }

    private static Set<Class<?>> reachable(Class<?> root) {
        Set<Class<?>> reached = new LinkedHashSet<>();
        collect(root, reached);
        return reached;
    }

    private static void collect(Type type, Set<Class<?>> reached) {
        if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), reached);
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, reached));
        } else if (type instanceof Class<?> raw && reached.add(raw)) {
            Optional.ofNullable(raw.getRecordComponents()).stream()
                    .flatMap(Arrays::stream)
                    .map(RecordComponent::getGenericType)
                    .forEach(component -> collect(component, reached));
            Optional.ofNullable(raw.getPermittedSubclasses()).stream()
                    .flatMap(Arrays::stream)
                    .forEach(permitted -> collect(permitted, reached));
        }
    }
}
