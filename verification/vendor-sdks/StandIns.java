import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;

/** Starts the three stand-ins, says where they are and with which made-up keys, and ends with its input. */
final class StandIns {

    private StandIns() {}

    public static void main(String[] arguments) throws Exception {
        try (AgentMailStandIn mail = AgentMailStandIn.start();
                PrivacyStandIn bank = PrivacyStandIn.start();
                GoogleWorkspaceStandIn google = GoogleWorkspaceStandIn.start()) {
            String line = "{\"mail\":\"%s\",\"mailKey\":\"%s\",\"bank\":\"%s\",\"bankKey\":\"%s\",\"google\":\"%s\","
                    + "\"admin\":\"%s\",\"domain\":\"%s\",\"account\":%s}";
            String account = google.serviceAccountKeyFile().reveal();
            System.out.println(line.formatted(
                    mail.baseUrl(),
                    mail.organisationKeyText(),
                    bank.baseUrl(),
                    bank.accountKeyText(),
                    google.baseUrl(),
                    google.administrator(),
                    google.domain(),
                    account.replace("\n", "")));
            System.in.read();
        }
    }
}
