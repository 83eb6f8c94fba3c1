package io.meepa.credentials.spring;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.credentials.event.CredentialMetrics;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.store.CredentialStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Opens one {@link CredentialManager} for the application and closes it with the context. Providers, stores, listeners and
 * metrics that are beans take part, beside the plug-ins on the class path; what happens is published as application events of
 * the type {@code CredentialEvent}. Variables that the configuration names are looked up in Spring's environment.
 */
@AutoConfiguration
@EnableConfigurationProperties(MeepaProperties.class)
public class MeepaAutoConfiguration {

    static final String BEANS = "credentialBeans";

    /** For Spring. */
    public MeepaAutoConfiguration() {}

    /** Before the manager, whose presence it asks for. */
    @Bean
    @ConditionalOnMissingBean(CredentialManager.class)
    static SettingsCheck credentialSettingsCheck(ConfigurableEnvironment environment) {
        return new SettingsCheck(environment);
    }

    /** Never lazily: a wrong setting stops the start, whatever else waits for its first use. */
    @Bean(destroyMethod = "close")
    @Lazy(false)
    @ConditionalOnMissingBean
    CredentialManager credentialManager(
            MeepaProperties properties,
            ConfigurableEnvironment environment,
            ObjectProvider<CredentialManagerCustomizer> customizers) {
        CredentialManagerBuilder builder = EnvironmentSettings.builder(environment, properties);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.open();
    }

    /** Hands over what is a bean; first, so that the application's own customizers have the last word. */
    @Bean(BEANS)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    CredentialManagerCustomizer credentialBeans(
            ObjectProvider<CredentialProvider> providers,
            ObjectProvider<CredentialStore> stores,
            ObjectProvider<CredentialListener> listeners,
            ObjectProvider<CredentialMetrics> metrics) {
        return builder -> {
            providers.orderedStream().forEach(builder::provider);
            stores.orderedStream().forEach(builder::store);
            listeners.orderedStream().forEach(builder::listener);
            metrics.orderedStream().forEach(builder::metrics);
        };
    }

    @Bean
    CredentialListener credentialEventPublisher(ApplicationEventPublisher publisher) {
        return publisher::publishEvent;
    }

    @Bean
    ApplicationRunner credentialProvisioner(CredentialManager credentials, MeepaProperties properties) {
        return new Provisioner(credentials, properties.provisionAtStart());
    }
}
