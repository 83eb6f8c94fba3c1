package io.meepa.credentials.spring;

import io.meepa.credentials.CredentialManager;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health and the endpoint {@code credentials}, where the application has Actuator. */
@AutoConfiguration(after = MeepaAutoConfiguration.class)
@ConditionalOnBean(CredentialManager.class)
public class MeepaActuatorAutoConfiguration {

    /** For Spring. */
    public MeepaActuatorAutoConfiguration() {}

    /** Health. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    static class HealthOfCredentials {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnEnabledHealthIndicator("credentials")
        CredentialsHealthIndicator credentialsHealthIndicator(CredentialManager credentials) {
            return new CredentialsHealthIndicator(credentials);
        }
    }

    /** The endpoint. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
    static class EndpointOfCredentials {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint(endpoint = CredentialsEndpoint.class)
        CredentialsEndpoint credentialsEndpoint(CredentialManager credentials) {
            return new CredentialsEndpoint(credentials);
        }
    }
}
