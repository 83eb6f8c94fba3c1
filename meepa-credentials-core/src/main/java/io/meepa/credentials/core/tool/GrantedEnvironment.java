package io.meepa.credentials.core.tool;

import io.meepa.credentials.core.masking.SecretMask;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.AgentEnvironment;
import io.meepa.credentials.tool.EnvironmentFile;
import io.meepa.credentials.tool.OutputMask;
import io.meepa.credentials.tool.ToolProcess;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an agent's tools, or one of them, were granted. */
public final class GrantedEnvironment implements AgentEnvironment {

    private final List<Variable> granted;
    private final Function<String, @Nullable String> host;

    private GrantedEnvironment(List<Variable> granted, Function<String, @Nullable String> host) {
        this.granted = granted;
        this.host = host;
    }

    /**
     * Puts together what all tools of an agent share, for instance in one container.
     *
     * @param credentials the agent's own and managed credentials, in document order
     * @param rules what may be given
     * @param host looks up the host's variables
     * @return the environment
     * @throws io.meepa.credentials.error.ConfigurationException if a name is reserved, impossible or taken twice, a value
     *     cannot be a variable, or a credential holds an organisation key
     * @throws io.meepa.credentials.error.AmbiguousCredentialException if a grant fits several credentials
     */
    public static GrantedEnvironment of(
            List<AgentCredential> credentials, HandOverRules rules, Function<String, @Nullable String> host) {
        return of(credentials, List.of(), rules, host);
    }

    /**
     * Puts together what all tools of an agent share, where the host grants system credentials too.
     *
     * @param credentials the agent's own and managed credentials, in document order
     * @param system the host's credentials for all agents; given by a grant only, and only to an agent without its own
     * @param rules what may be given
     * @param host looks up the host's variables
     * @return the environment
     * @throws io.meepa.credentials.error.ConfigurationException as without system credentials
     * @throws io.meepa.credentials.error.AmbiguousCredentialException as without system credentials
     */
    public static GrantedEnvironment of(
            List<AgentCredential> credentials,
            List<AgentCredential> system,
            HandOverRules rules,
            Function<String, @Nullable String> host) {
        return new GrantedEnvironment(new VariableSelection(credentials, system, rules, host).variables(), host);
    }

    @Override
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        granted.forEach(variable -> names.add(variable.name()));
        return Collections.unmodifiableSortedSet(names);
    }

    @Override
    public Map<String, Secret> variables() {
        Map<String, Secret> values = new TreeMap<>();
        granted.forEach(variable -> values.put(variable.name(), variable.value()));
        return Collections.unmodifiableMap(values);
    }

    @Override
    public void applyTo(ProcessBuilder process) {
        ChildVariables.replace(process, BaseVariables.forTool(host), granted);
    }

    @Override
    public ToolProcess start(ProcessBuilder process, OutputStream output, OutputStream errors) {
        applyTo(process);
        return SupervisedProcess.start(process, mask(), output, errors, SupervisedProcess.GRACE);
    }

    @Override
    public List<String> dockerArguments() {
        return granted.stream()
                .flatMap(variable -> Stream.of("-e", variable.name()))
                .toList();
    }

    @Override
    public void applyToDocker(ProcessBuilder client) {
        ChildVariables.replace(client, BaseVariables.forDockerClient(host), granted);
    }

    @Override
    public EnvironmentFile writeFile(Path folder) {
        return ShortLivedFile.write(folder, granted);
    }

    @Override
    public OutputMask mask() {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        granted.stream().filter(Variable::masked).forEach(variable -> secrets.put(variable.name(), variable.value()));
        return SecretMask.of(secrets);
    }

    /** Returns the names only. */
    @Override
    public String toString() {
        return "environment" + names();
    }
}
