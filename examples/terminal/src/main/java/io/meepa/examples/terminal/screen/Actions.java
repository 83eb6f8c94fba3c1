package io.meepa.examples.terminal.screen;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKind;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.RotationReport;
import io.meepa.examples.terminal.output.PendingListing;
import io.meepa.examples.terminal.output.Views;
import java.time.Instant;
import java.util.Optional;

/**
 * What a person can do with an agent's credentials, each with its questions. Every method returns what to say afterwards.
 *
 * @param manager knows all agents
 * @param agent whose credentials
 * @param talk asks and shows
 */
record Actions(CredentialManager manager, AgentCredentials agent, Conversation talk) {

    private static final String UNCHANGED = "nothing was changed";

    String add() {
        String typed =
                talk.ask("category: login, api_key, token, email, phone, credit_card or your own (Enter for login)");
        Category category = typed.isEmpty() ? Category.LOGIN : Category.of(typed);
        CredentialForm form = CredentialForm.of(category);
        CredentialSummary added = agent.manualSteps().add(form, talk.fill(form));
        return "added " + address(added);
    }

    String replace(CredentialSummary chosen) {
        if (chosen.kind() != CredentialKind.OWN) {
            return address(chosen) + " is managed: rotate it with t, or reconnect it";
        }
        AgentCredential old = agent.get(chosen.key());
        CredentialItem item = item(chosen, old);
        Secret value = talk.value(
                "new value of " + item.key(),
                !item.declaredShown() && !item.type().shown());
        if (value.isEmpty()) {
            return UNCHANGED;
        }
        agent.replace(old.toBuilder()
                .replaceItem(new CredentialItem(item.key(), value, item.type(), item.declaredShown()))
                .build());
        return "replaced " + item.key() + " of " + address(chosen);
    }

    private CredentialItem item(CredentialSummary chosen, AgentCredential old) {
        if (old.items().size() == 1) {
            return old.items().get(0);
        }
        talk.show(Views.masked(chosen));
        String key = talk.ask("which item");
        return old.item(key).orElseThrow(() -> new IllegalArgumentException("there is no item " + key));
    }

    String remove(CredentialSummary chosen) {
        if (!chosen.deletable()) {
            return chosen.whyNotDeletable().orElse("");
        }
        if (!talk.confirm("Remove " + address(chosen) + " of " + agent.id()
                + "? It is gone here for good; the account at" + " the service stays.")) {
            return UNCHANGED;
        }
        agent.remove(chosen.key());
        return "removed " + address(chosen);
    }

    String rotate(CredentialSummary chosen) {
        if (!talk.confirm("Give " + address(chosen) + " a new secret?")) {
            return UNCHANGED;
        }
        RotationReport report =
                talk.work("rotating " + address(chosen), () -> agent.managed().rotate(chosen.key()));
        return "rotated " + address(chosen) + "; the old secret ends "
                + report.oldEndsAt().map(Instant::toString).orElse("at once");
    }

    String suspendOrResume(CredentialSummary chosen) {
        boolean off = chosen.suspended();
        if (!talk.confirm((off ? "Resume " : "Suspend ")
                + address(chosen)
                + (off ? "?" : "? No tool gets it until it is resumed."))) {
            return UNCHANGED;
        }
        CredentialSummary now = talk.work(
                (off ? "resuming " : "suspending ") + address(chosen),
                () -> off
                        ? agent.managed().resume(chosen.key())
                        : agent.managed().suspend(chosen.key()));
        return address(now) + (now.suspended() ? " is suspended" : " is in use again");
    }

    String complete(CredentialSummary chosen) {
        Optional<ManualStep> step = agent.manualSteps().list().stream()
                .filter(waiting -> waiting.key().equals(chosen.key()))
                .findFirst();
        if (step.isEmpty()) {
            return address(chosen) + " waits for nobody";
        }
        talk.say(step.get().nextStep());
        if (step.get().form().isEmpty()) {
            talk.waitForEnter();
            return "there is nothing to fill in here";
        }
        agent.manualSteps()
                .complete(chosen.key(), talk.fill(step.get().form().get().details()));
        return "completed " + address(chosen);
    }

    String doctor() {
        talk.show(Views.examined(talk.work("examining", manager::doctor)));
        talk.waitForEnter();
        return "";
    }

    String pending() {
        talk.show(PendingListing.of(agent.manualSteps().list(), agent.managed().pendingOperations()));
        talk.waitForEnter();
        return "";
    }

    String environment() {
        talk.show(Views.environment(agent.environment()));
        talk.waitForEnter();
        return "";
    }

    String help() {
        for (Key key : Key.values()) {
            if (!key.help().isEmpty()) {
                talk.say((key.letter().isEmpty() ? " " : key.letter()) + "  " + key.help());
            }
        }
        talk.waitForEnter();
        return "";
    }

    static String address(CredentialSummary credential) {
        return credential.category() + "/" + credential.service();
    }
}
