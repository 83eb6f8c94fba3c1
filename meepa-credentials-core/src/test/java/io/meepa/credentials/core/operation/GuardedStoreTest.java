package io.meepa.credentials.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.spi.store.StoreSession;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What guards a store passes on everything that a store can do. */
class GuardedStoreTest {

    @Test
    void passesOnEveryMethodOfAStore() {
        assertThat(Arrays.stream(StoreSession.class.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> !isOverridden(method)))
                .isEmpty();
    }

    private static boolean isOverridden(Method method) {
        return Arrays.stream(GuardedStore.class.getDeclaredMethods())
                .anyMatch(own -> own.getName().equals(method.getName())
                        && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
    }
}
