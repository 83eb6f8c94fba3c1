package io.meepa.examples.terminal.command.waiting;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.error.CredentialNotPendingException;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FormField;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.argument.Address;
import io.meepa.examples.terminal.argument.Matching;
import io.meepa.examples.terminal.argument.SecretInput;
import io.meepa.examples.terminal.command.AgentCommand;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.exit.Refusal;
import io.meepa.examples.terminal.output.Views;
import io.meepa.examples.terminal.prompt.FormPrompt;
import io.meepa.examples.terminal.prompt.ItemSpecification;
import io.meepa.examples.terminal.prompt.Prompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fills in what a credential waits for. */
@Command(
        name = "complete",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  credentials meepa complete phone/manual",
            "  credentials meepa complete phone/manual --set number=+15550100000"
        },
        description = "Fills in what a credential waits for: asks for each field, or takes --set and --stdin.")
public final class CompleteCommand extends AgentCommand {

    @Mixin
    private final Address address = new Address();

    @Option(
            names = "--set",
            paramLabel = "FIELD=TEXT",
            description = "A field that is no secret; pending lists the fields.")
    private final Map<String, String> texts = new LinkedHashMap<>();

    @Option(
            names = "--field",
            paramLabel = "FIELD",
            description = "With --stdin: a field whose value is read. May be given several times.")
    private List<String> fields = List.of();

    @Option(
            names = "--stdin",
            description = "Read the values of --field from standard input: one as a whole, several one per line.")
    private boolean stdin;

    @Override
    protected int run(AgentCredentials agent) {
        CredentialSummary waiting = Matching.only(agent, address.key());
        CredentialForm form = form(agent, waiting.key());
        CredentialSummary done = agent.manualSteps().complete(waiting.key(), values(form));
        root().print(Views.masked(done));
        return ExitCode.OK;
    }

    private static CredentialForm form(AgentCredentials agent, CredentialKey key) {
        ManualStep step = agent.manualSteps().list().stream()
                .filter(waiting -> waiting.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new CredentialNotPendingException(key + " of " + agent.id() + " waits for nobody"));
        return step.form()
                .orElseThrow(() -> new Refusal(ExitCode.FAILED, "there is nothing to fill in: " + step.nextStep()));
    }

    private FormValues values(CredentialForm form) {
        if (!stdin && texts.isEmpty()) {
            try (Prompt prompt = Prompt.open().orElseThrow(CompleteCommand::nobody)) {
                return new FormPrompt(prompt).fill(form.details());
            }
        }
        FormValues values = FormValues.empty();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            requireShown(form, text.getKey());
            values = values.with(text.getKey(), text.getValue());
        }
        return stdin ? piped(values) : values;
    }

    private FormValues piped(FormValues values) {
        List<Secret> read = SecretInput.piped(
                fields.stream()
                        .map(field -> new ItemSpecification(field, ItemType.OTHER))
                        .toList(),
                System.in);
        FormValues all = values;
        for (int index = 0; index < fields.size(); index++) {
            all = all.with(fields.get(index), read.get(index));
        }
        return all;
    }

    private static void requireShown(CredentialForm form, String name) {
        if (form.fields().stream()
                .filter(FormField::secret)
                .anyMatch(field -> field.name().equals(name))) {
            throw new Refusal(
                    ExitCode.USAGE,
                    name + " is a secret, and arguments are seen by everybody: --field " + name + " --stdin");
        }
    }

    private static Refusal nobody() {
        return new Refusal(ExitCode.USAGE, "there is no terminal to ask on: give values with --set and --stdin");
    }
}
