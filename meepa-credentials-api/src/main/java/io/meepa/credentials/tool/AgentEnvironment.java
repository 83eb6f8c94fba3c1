package io.meepa.credentials.tool;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.Secret;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * The environment variables that an agent's tools were granted: a snapshot, immutable, thread-safe.
 *
 * <p>No form hides a value from the process that receives it, nor from whoever may inspect that process.
 */
public interface AgentEnvironment {

    /**
     * Returns the names, for display.
     *
     * @return the variables' names
     */
    SortedSet<String> names();

    /**
     * Returns the variables.
     *
     * @return values by name
     */
    Map<String, Secret> variables();

    /**
     * Gives a child process a base list of harmless variables and what was granted, and nothing else of the host's.
     *
     * @param process the process to be; its environment is emptied first
     * @throws ConfigurationException if this platform's encoding cannot carry a value
     */
    void applyTo(ProcessBuilder process);

    /**
     * Starts a child with this environment and masks what it prints.
     *
     * @param process the process to be; its environment is emptied first and its output is not redirected
     * @param output where its masked standard output goes; flushed, not closed
     * @param errors where its masked standard error goes; flushed, not closed
     * @return the running child, owned by the caller
     * @throws ConfigurationException if this platform's encoding cannot carry a value, or the command cannot be run
     */
    ToolProcess start(ProcessBuilder process, OutputStream output, OutputStream errors);

    /**
     * Returns arguments for {@code docker run} and {@code docker exec} that name the variables without their values,
     * for a client that {@link #applyToDocker} prepared.
     *
     * @return {@code -e NAME} pairs
     */
    List<String> dockerArguments();

    /**
     * Gives a Docker client what {@link #applyTo} gives, and what it needs to find its daemon.
     *
     * @param client the client to be; its environment is emptied first
     * @throws ConfigurationException if this platform's encoding cannot carry a value
     */
    void applyToDocker(ProcessBuilder client);

    /**
     * Writes the granted variables to a new file of mode 0600, for tools that take nothing else.
     *
     * @param folder where; best on a memory file system
     * @return the file, deleted when closed
     * @throws ConfigurationException if a value has a line break, or the file system knows no owner-only files
     * @throws StoreException if it cannot be written
     */
    EnvironmentFile writeFile(Path folder);

    /**
     * Returns a mask for the granted values; addresses, telephone numbers and user names are not masked.
     *
     * @return the mask
     */
    OutputMask mask();
}
