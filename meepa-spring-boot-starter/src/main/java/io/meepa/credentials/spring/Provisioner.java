package io.meepa.credentials.spring;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.report.ProvisioningReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * Provisions all agents when the application has started, where that is asked for. What fails is in the log, and does not stop
 * the application.
 *
 * @param credentials the manager
 * @param wanted whether it is asked for
 */
record Provisioner(CredentialManager credentials, boolean wanted) implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger("io.meepa.credentials");

    @Override
    public void run(ApplicationArguments arguments) {
        if (!wanted) {
            return;
        }
        for (ProvisioningReport report : credentials.provision()) {
            if (report.ok()) {
                LOG.info("{}", report);
            } else {
                LOG.warn("{}", report);
            }
        }
        // What is enabled and cannot begin is no failure of a run: a key that is missing, for instance.
        credentials.plan().blocked().forEach(step -> LOG.warn("{}", step));
    }
}
