package io.meepa.credentials.spring;

import io.meepa.credentials.telemetry.CredentialMeters;
import io.meepa.credentials.telemetry.CredentialSpans;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.ai.mcp.ToolContextToMcpMetaConverter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meters and spans, where the application has a registry or OpenTelemetry, and the trace for MCP servers. */
@AutoConfiguration(
        before = MeepaAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration"
        })
public class MeepaTelemetryAutoConfiguration {

    /** For Spring. */
    public MeepaTelemetryAutoConfiguration() {}

    /** Meters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Meters {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        @ConditionalOnMissingBean
        CredentialMeters credentialMeters(MeterRegistry registry) {
            return CredentialMeters.of(registry);
        }
    }

    /** Spans. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(OpenTelemetry.class)
    static class Spans {

        @Bean
        @ConditionalOnSingleCandidate(OpenTelemetry.class)
        @ConditionalOnMissingBean
        CredentialSpans credentialSpans(OpenTelemetry telemetry) {
            return CredentialSpans.of(telemetry);
        }
    }

    /** The trace for MCP servers that Spring AI calls. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({OpenTelemetry.class, ToolContextToMcpMetaConverter.class})
    static class TraceOfMcpCalls {

        @Bean
        @ConditionalOnBean(OpenTelemetry.class)
        @ConditionalOnMissingBean
        ToolContextToMcpMetaConverter tracedMcpMeta() {
            return new TracedMcpMeta();
        }
    }
}
