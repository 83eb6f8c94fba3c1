package io.meepa.verification.system;

import io.meepa.credentials.CredentialManager;
import java.nio.file.Path;

/**
 * Opens managers one after the other in a JVM with few file descriptors. Arguments: home, address of the mail service, how
 * often, and {@code list} or {@code provision}.
 */
final class Opener {

    private Opener() {}

    @SuppressWarnings("SystemOut") // The parent reads it.
    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        int times = Integer.parseInt(arguments[2]);
        boolean provisions = arguments[3].equals("provision");
        int done = 0;
        for (int i = 0; i < times; i++) {
            try (CredentialManager manager = open(home, arguments[1])) {
                if (provisions) {
                    done += manager.register("a" + i).provision().ok() ? 1 : 0;
                } else {
                    manager.agent("meepa").list();
                    done++;
                }
            }
        }
        System.out.println("done " + done);
        System.exit(0);
    }

    private static CredentialManager open(Path home, String url) {
        return CredentialManager.builder()
                .home(home)
                .set("credentials.enabled", true)
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", "agentmail")
                .set("credentials.email.agentmail.base_url", url)
                .set("credentials.email.agentmail.allow_loopback_http", true)
                .set("credentials.credit_card.enabled", true)
                .set("credentials.credit_card.provider", "privacy_com")
                .open();
    }
}
