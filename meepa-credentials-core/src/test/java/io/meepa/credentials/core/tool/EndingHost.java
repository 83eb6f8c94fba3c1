package io.meepa.credentials.core.tool;

import io.meepa.credentials.error.ConfigurationException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** A host that ends while it starts tools, each of which sleeps for the seconds given. */
final class EndingHost {

    private EndingHost() {}

    public static void main(String[] arguments) throws Exception {
        GrantedEnvironment environment = Situation.ofAnEquippedAgent().environment();
        CountDownLatch begun = new CountDownLatch(3);
        Thread starting = new Thread(() -> {
            while (true) {
                try {
                    environment.start(
                            new ProcessBuilder("sleep", arguments[0]),
                            OutputStream.nullOutputStream(),
                            OutputStream.nullOutputStream());
                } catch (ConfigurationException e) {
                    return; // The JVM is ending.
                }
                begun.countDown();
            }
        });
        starting.start();
        begun.await();
        System.exit(0);
    }
}
