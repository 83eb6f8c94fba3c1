package io.meepa.credentials.spring;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.report.ProvisioningReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/** Provisions all agents when the application has started. What fails is in the log, and does not stop the application. */
record Provisioner(CredentialManager credentials) implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger("io.meepa.credentials");

    @Override
    public void run(ApplicationArguments arguments) {
        for (ProvisioningReport report : credentials.provision()) {
            if (report.ok()) {
                LOG.info("{}", report);
            } else {
                LOG.warn("{}", report);
            }
        }
    }
}
