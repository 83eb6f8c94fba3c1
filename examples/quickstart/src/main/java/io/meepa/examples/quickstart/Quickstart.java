package io.meepa.examples.quickstart;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Runs the main job from start to end and shows what happens. */
public final class Quickstart {

    private final CredentialManager credentials;
    private final Place place;
    private final PrintStream out;

    private Quickstart(CredentialManager credentials, Place place, PrintStream out) {
        this.credentials = credentials;
        this.place = place;
        this.out = out;
    }

    /**
     * Runs the quickstart.
     *
     * @param arguments the configuration file, the home folder, and {@code postgres} to keep the documents in a database
     * @throws IOException if a file cannot be read
     * @throws InterruptedException if the child process is not waited for
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path configuration = Path.of(arguments[0]).toAbsolutePath().normalize();
        Path home = Path.of(arguments[1]).toAbsolutePath().normalize();
        PrintStream out = System.out;
        boolean database = arguments.length > 2 && arguments[2].equals("postgres");
        try (Services services = Services.start();
                Place place = database ? Place.database(home) : Place.files(home);
                CredentialManager credentials = place.configure(services.configure(CredentialManager.builder()
                                .configuration(configuration)
                                .home(home)
                                .listener(new Progress(out))))
                        .open()) {
            out.println("Configuration: " + configuration);
            out.println("Home:          " + home);
            out.println("Documents:     " + place.describe());
            out.println("Services:      " + services.describe());
            new Quickstart(credentials, place, out).run();
        } catch (CredentialException e) {
            out.println();
            out.println("Stopped: " + e.getMessage());
            throw e;
        }
    }

    private void run() throws IOException, InterruptedException {
        plan();
        provision();
        AgentCredentials meepa = credentials.agent("meepa");
        addLogin(meepa);
        list(meepa);
        showFile(meepa);
        handOver(meepa);
        deprovision(credentials.agent("scout"));
        whatNext();
    }

    private void plan() {
        title("Plan: no network, no write");
        Table table = new Table("agent", "category", "provider", "action", "detail");
        for (ProvisioningPlan.Step step : credentials.plan().steps()) {
            table.row(step.agent(), step.category(), step.provider(), step.action(), step.detail());
        }
        table.print(out);
    }

    private void provision() {
        title("Provision both agents, all categories at once");
        List<ProvisioningReport> reports = credentials.provision();
        out.println();
        Table table = new Table("agent", "category", "service", "status", "detail");
        for (ProvisioningReport report : reports) {
            for (ProvisioningReport.Outcome outcome : report.outcomes()) {
                table.row(
                        report.agent(),
                        outcome.category(),
                        outcome.service(),
                        outcome.result().name().toLowerCase(Locale.ROOT),
                        outcome.detail());
            }
        }
        table.print(out);
    }

    private void addLogin(AgentCredentials agent) {
        title("Add a GitHub login for " + agent.id());
        AgentCredential login = AgentCredential.login("github")
                .name("GitHub")
                .item("token", Secret.of("ghp_" + "example".repeat(4)), ItemType.API_TOKEN)
                .build();
        boolean there = agent.list(login.category()).stream()
                .anyMatch(summary -> summary.service().equals("github"));
        if (there) {
            agent.replace(login);
        } else {
            agent.add(login);
        }
    }

    private void list(AgentCredentials agent) {
        title("What " + agent.id() + " has: a listing cannot hold a value");
        Table table = new Table("credential", "name", "kind", "status", "items");
        for (CredentialSummary summary : agent.list()) {
            table.row(
                    summary.category() + "/" + summary.service(),
                    summary.name(),
                    summary.kind(),
                    summary.status(),
                    String.join(
                            ", ",
                            summary.items().stream()
                                    .map(item -> item.key() + "=••••")
                                    .toList()));
        }
        table.print(out);
    }

    private void showFile(AgentCredentials agent) throws IOException {
        title("The " + place.unit() + ": names in clear, values encrypted, all of it sealed");
        Shape.of(place.document(agent.id())).forEach(out::println);
    }

    private void handOver(AgentCredentials agent) throws IOException, InterruptedException {
        title("A tool of " + agent.id() + " sees these variables, and nothing else of this machine's");
        Child.printNames(agent.environment(), out);
    }

    private void deprovision(AgentCredentials agent) {
        title("Take " + agent.id() + " away: revoke upstream, then delete");
        DeprovisioningReport report = agent.deprovision(DeprovisionMode.REVOKE);
        out.println();
        Table table = new Table("credential", "end", "detail");
        report.outcomes().forEach(outcome -> table.row(outcome.key(), outcome.end(), outcome.detail()));
        table.print(out);
        out.println("document deleted: " + report.documentDeleted());
    }

    private void whatNext() {
        title("Next");
        out.println("Documents        " + place.describe());
        out.println("Key              " + place.key() + "  (back it up; without it all is lost)");
        out.println("Run it again     meepa is \"existing\", scout is provisioned anew");
        out.println("Read it by hand  " + place.readByHand());
        out.println("Real accounts    export AGENTMAIL_API_KEY and PRIVACY_API_KEY (a card costs money)");
        out.println("Your own         edit examples/quickstart/config.yaml; docs/configuration.md has every key");
    }

    private void title(String text) {
        out.println();
        out.println("== " + text);
        out.println();
    }
}
