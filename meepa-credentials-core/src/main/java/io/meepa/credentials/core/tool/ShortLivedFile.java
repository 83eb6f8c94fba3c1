package io.meepa.credentials.core.tool;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.tool.EnvironmentFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** An environment file that exists from its writing to its closing. */
final class ShortLivedFile implements EnvironmentFile {

    private final Path path;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ShutdownHook shutdownHook = ShutdownHook.of("meepa-file-end", this::delete);

    private ShortLivedFile(Path path) {
        this.path = path;
    }

    static EnvironmentFile write(Path folder, List<Variable> variables) {
        variables.forEach(ShortLivedFile::checkOneLine);
        ShortLivedFile file = new ShortLivedFile(create(folder));
        try {
            file.fill(variables);
            return file;
        } catch (IOException e) {
            file.close();
            throw new StoreException(folder + ": the environment file cannot be written", e);
        }
    }

    private static void checkOneLine(Variable variable) {
        if (VariableRules.hasLineBreak(variable.value())) {
            throw new ConfigurationException(variable.name() + ": the value of " + variable.source()
                    + " has a line break, which an environment file cannot express; hand it over as a variable");
        }
    }

    private static Path create(Path folder) {
        try {
            // The mode is set by the call that creates the file: at no time can others open it.
            return Files.createTempFile(
                    folder.toAbsolutePath(),
                    "meepa-",
                    ".env",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            throw new ConfigurationException(folder + ": its file system knows no owner-only files; use another", e);
        } catch (IOException e) {
            throw new StoreException(folder + ": no environment file can be created there", e);
        }
    }

    private void fill(List<Variable> variables) throws IOException {
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            for (Variable variable : variables) {
                out.write((variable.name() + "=").getBytes(StandardCharsets.US_ASCII));
                SecretBytes.write(variable.value(), out);
                out.write('\n');
            }
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        delete();
        shutdownHook.forget();
    }

    private void delete() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            overwrite();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new StoreException(path + ": the environment file cannot be deleted; delete it by hand", e);
        }
    }

    /** Somebody may have linked to the file, or hold it open. */
    private void overwrite() throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] nothing = new byte[Math.toIntExact(Files.size(path))];
            Files.write(path, nothing, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
