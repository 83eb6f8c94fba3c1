package io.meepa.credentials.spring;

import io.meepa.credentials.error.ConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the engine's own message, which names place, key and remedy, instead of the beans that could not be made. */
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {

    ConfigurationFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable failure, ConfigurationException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Correct that, and start again. Settings stand below \"meepa\"; docs/configuration.md has them all.",
                cause);
    }
}
