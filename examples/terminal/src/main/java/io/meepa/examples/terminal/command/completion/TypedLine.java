package io.meepa.examples.terminal.command.completion;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentId;
import io.meepa.examples.terminal.argument.Address;
import io.meepa.examples.terminal.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command line that is being typed: which command and agent it is about so far, and what may come next. */
final class TypedLine {

    private static final String SERVICE = "SERVICE";

    /**
     * What no shell takes for anything but itself. Other words are not offered: a shell puts them on the line as they are, and
     * an agent may have chosen them.
     */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._/@:+=%,-]+");

    private final CommandSpec program;
    private final String last;
    private final List<String> options = new ArrayList<>();
    private CommandSpec command;
    private Optional<String> agent = Optional.empty();
    private Optional<OptionSpec> awaited = Optional.empty();
    private int operands;

    /** Reads the words up to the one that is being typed, which is the last. */
    TypedLine(CommandSpec program, List<String> words) {
        this.program = program;
        this.command = program;
        this.last = words.isEmpty() ? "" : words.get(words.size() - 1);
        words.subList(0, Math.max(0, words.size() - 1)).forEach(this::take);
    }

    /** Returns the words that fit. */
    List<String> candidates(Wiring given) {
        return all(wiring(given))
                .filter(word -> word.startsWith(last) && PLAIN.matcher(word).matches())
                .sorted()
                .toList();
    }

    private Stream<String> all(Wiring wiring) {
        if (awaited.isPresent()) {
            return awaited.get().longestName().equals("--agent") ? look(wiring, TypedLine::agents) : Stream.of();
        }
        if (last.startsWith("-")) {
            return command.optionsMap().keySet().stream().filter(name -> name.startsWith("--"));
        }
        if (!command.subcommands().isEmpty()) {
            Stream<String> commands = command.subcommands().values().stream()
                    .map(sub -> sub.getCommandSpec())
                    .filter(sub -> !sub.usageMessage().hidden())
                    .map(CommandSpec::name);
            boolean agentMayFollow = command == program && agent.isEmpty();
            return agentMayFollow ? Stream.concat(commands, look(wiring, TypedLine::agents)) : commands;
        }
        return operands > 0 ? Stream.of() : operands(wiring);
    }

    private Stream<String> operands(Wiring wiring) {
        Optional<String> whose = agent.or(wiring::agent);
        if (whose.isEmpty()) {
            return Stream.of();
        }
        if (command.mixins().values().stream().anyMatch(mixin -> mixin.userObject() instanceof Address)) {
            return look(
                    wiring,
                    manager -> manager.agent(whose.get()).list().stream()
                            .map(summary -> summary.category() + "/" + summary.service()));
        }
        boolean service = command.positionalParameters().stream()
                .anyMatch(operand -> operand.paramLabel().equals(SERVICE));
        return service
                ? look(
                        wiring,
                        manager -> manager.agent(whose.get()).connections().list().stream()
                                .map(connection -> connection.key().service()))
                : Stream.of();
    }

    private static Stream<String> agents(CredentialManager manager) {
        return manager.agents().stream().map(AgentId::value);
    }

    private static Stream<String> look(Wiring wiring, Function<CredentialManager, Stream<String>> question) {
        try (CredentialManager manager = wiring.open(List.of())) {
            return question.apply(manager).toList().stream();
        }
    }

    private void take(String word) {
        if (awaited.isPresent()) {
            options.add(awaited.get().longestName());
            options.add(word);
            awaited = Optional.empty();
        } else if (word.startsWith("-")) {
            awaited = Optional.ofNullable(command.findOption(word))
                    .filter(option -> option.arity().max() > 0);
        } else if (command.subcommands().containsKey(word)) {
            command = command.subcommands().get(word).getCommandSpec();
        } else if (command == program && agent.isEmpty()) {
            agent = Optional.of(word);
        } else {
            operands++;
        }
    }

    /** What was typed on the line counts before what the program itself was given. */
    private Wiring wiring(Wiring given) {
        return given.with(options);
    }
}
