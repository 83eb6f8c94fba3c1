package io.meepa.examples.dotenv;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import io.meepa.credentials.error.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An {@code .env} file as the host's environment: what the process has wins, as everywhere. Prints names only. */
public final class DotenvFile {

    private final Map<String, String> variables;

    private DotenvFile(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return what it says
     * @throws ConfigurationException if it is missing or malformed; the parser's message would quote the line
     */
    public static DotenvFile read(Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            Dotenv dotenv = Dotenv.configure()
                    .directory(String.valueOf(absolute.getParent()))
                    .filename(String.valueOf(absolute.getFileName()))
                    .load();
            return new DotenvFile(dotenv.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE).stream()
                    .collect(Collectors.toUnmodifiableMap(DotenvEntry::getKey, DotenvEntry::getValue)));
        } catch (DotenvException e) {
            throw new ConfigurationException(file + " is missing or has a line that is not NAME=value");
        }
    }

    /**
     * Looks a variable up, for {@code CredentialManagerBuilder.environment}.
     *
     * @param name the variable
     * @return the process's value, else the file's, else null
     */
    public @Nullable String lookUp(String name) {
        String own = System.getenv(name);
        return own == null ? variables.get(name) : own;
    }

    /**
     * Returns what the file says, for {@code VariableCatalogue.read}.
     *
     * @return values by name
     */
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public String toString() {
        return "DotenvFile" + variables.keySet();
    }
}
