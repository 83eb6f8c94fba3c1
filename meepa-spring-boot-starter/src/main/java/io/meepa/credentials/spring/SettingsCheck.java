package io.meepa.credentials.spring;

import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.store.CredentialStore;
import java.util.Arrays;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Checks the settings before any bean is made, so that a wrong one stops the start with our exception alone and not with one for
 * each bean on the way to it. Where beans take part in what settings there are, opening the manager reports them.
 */
final class SettingsCheck implements BeanFactoryPostProcessor {

    private final ConfigurableEnvironment environment;

    SettingsCheck(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        MeepaProperties properties = MeepaProperties.of(environment);
        if (isBean(beans, CredentialProvider.class)
                || isBean(beans, CredentialStore.class)
                || isBean(beans, CredentialManagerCustomizer.class)) {
            return;
        }
        EnvironmentSettings.builder(environment, properties).check();
    }

    /** Asks without making any bean. */
    private static boolean isBean(ConfigurableListableBeanFactory beans, Class<?> type) {
        return Arrays.stream(beans.getBeanNamesForType(type, true, false))
                .anyMatch(name -> !name.equals(MeepaAutoConfiguration.BEANS));
    }
}
