package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.argument.Address;
import io.meepa.examples.terminal.argument.ItemText;
import io.meepa.examples.terminal.argument.SecretInput;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.prompt.ItemSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stores an own credential. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  credentials meepa add login/github --item username --item token",
            "  pass github | credentials meepa add login/github --item token --stdin"
        },
        description = "Stores an own credential. Values are asked for without echo, or read with --stdin.")
final class AddCommand extends AgentCommand {

    @Mixin
    private final Address address = new Address();

    @Option(
            names = "--item",
            paramLabel = "KEY[:TYPE]",
            required = true,
            description = "An item, for instance username, password or seed:totp. May be given several times.",
            converter = ItemText.class)
    private List<ItemSpecification> items = List.of();

    @Option(names = "--metadata", paramLabel = "NAME=TEXT", description = "What is worth knowing; never a secret.")
    private final Map<String, String> metadata = new LinkedHashMap<>();

    @Option(names = "--agent-created", description = "The agent brought it, not the operator.")
    private boolean agentCreated;

    @Option(
            names = "--stdin",
            description = "Read values from standard input: one item's as a whole, several items' one per line.")
    private boolean stdin;

    @Option(names = "--replace", description = "Put it in place of the one that is there.")
    private boolean replace;

    @Override
    protected boolean mayBeNew() {
        return true;
    }

    @Override
    protected int run(AgentCredentials agent) {
        AgentCredential credential = credential();
        if (replace) {
            agent.replace(credential);
        } else {
            agent.add(credential);
        }
        return ExitCode.OK;
    }

    private AgentCredential credential() {
        CredentialKey key = address.key();
        AgentCredentialBuilder builder = AgentCredential.of(key.category(), key.service())
                .origin(agentCreated ? Origin.AGENT_CREATED : Origin.OPERATOR_PROVIDED)
                .metadata(texts());
        key.name().ifPresent(builder::name);
        List<Secret> values = stdin ? SecretInput.piped(items, System.in) : SecretInput.typed(items);
        for (int index = 0; index < items.size(); index++) {
            builder.item(
                    items.get(index).key(), values.get(index), items.get(index).type());
        }
        return builder.build();
    }

    private Metadata texts() {
        Metadata texts = Metadata.empty();
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            texts = texts.with(entry.getKey(), entry.getValue());
        }
        return texts;
    }
}
