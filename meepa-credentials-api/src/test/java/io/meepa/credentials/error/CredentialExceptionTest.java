package io.meepa.credentials.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.meepa.credentials.ManagerClosedException;
import io.meepa.credentials.UnknownAgentException;
import io.meepa.credentials.form.ForeignError;
import io.meepa.credentials.spi.store.DurabilityUnknownException;
import io.meepa.credentials.spi.store.RevisionConflictException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R16: one unchecked root, a type for each thing a caller does differently about")
final class CredentialExceptionTest {

    @Test
    void isUncheckedAndAbstract() {
        assertThat(CredentialException.class).isAbstract().isAssignableTo(RuntimeException.class);
        assertThat(ProviderException.class).isAbstract().isAssignableTo(CredentialException.class);
    }

    @Test
    void canOnlyBeExtendedHere() {
        assertThatIllegalStateException()
                .isThrownBy(ForeignError::new)
                .withMessageContaining("io.meepa.credentials.form.ForeignError may not extend");
        assertThat(ProviderException.class.getDeclaredConstructors())
                .noneMatch(constructor -> Modifier.isPublic(constructor.getModifiers())
                        || Modifier.isProtected(constructor.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("withMessage")
    void keepsItsMessage(Function<String, CredentialException> type) {
        CredentialException error = type.apply("agent meepa: what and why");

        assertThat(error).hasMessage("agent meepa: what and why").hasNoCause();
        assertThat(error.getClass()).isFinal().isPublic();
    }

    @ParameterizedTest
    @MethodSource("withCause")
    void keepsItsCause(BiFunction<String, Throwable, CredentialException> type) {
        Throwable cause = new IllegalStateException("deeper");

        assertThat(type.apply("what", cause)).hasMessage("what").hasCause(cause);
    }

    @Test
    void isOfOneTypeAThing() {
        assertThat(withMessage().stream().map(type -> type.apply("").getClass()))
                .doesNotHaveDuplicates();
    }

    @Test
    void distinguishesTheFourEndsOfAnUpstreamCall() {
        assertThat(ProviderException.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        ProviderRejectedException.class,
                        ProviderUnavailableException.class,
                        ProviderIndeterminateException.class,
                        ProviderUnsupportedException.class);
    }

    static List<Function<String, CredentialException>> withMessage() {
        return List.of(
                AmbiguousCredentialException::new,
                ConfigurationException::new,
                CorruptDocumentException::new,
                CredentialAlreadyExistsException::new,
                CredentialExpiredException::new,
                CredentialLockedException::new,
                CredentialNotFoundException::new,
                CredentialNotPendingException::new,
                DurabilityUnknownException::new,
                KeyUnavailableException::new,
                LimitExceededException::new,
                ManagedCredentialException::new,
                ManagerClosedException::new,
                ProviderIndeterminateException::new,
                ProviderRejectedException::new,
                ProviderUnavailableException::new,
                ProviderUnsupportedException::new,
                RevisionConflictException::new,
                RollbackException::new,
                StoreException::new,
                UnknownAgentException::new);
    }

    static Stream<BiFunction<String, Throwable, CredentialException>> withCause() {
        return Stream.of(
                ConfigurationException::new,
                CorruptDocumentException::new,
                DurabilityUnknownException::new,
                KeyUnavailableException::new,
                ProviderIndeterminateException::new,
                ProviderRejectedException::new,
                ProviderUnavailableException::new,
                StoreException::new);
    }
}
