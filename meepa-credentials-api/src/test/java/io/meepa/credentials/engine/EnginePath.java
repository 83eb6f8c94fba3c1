package io.meepa.credentials.engine;

import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.spi.engine.CredentialEngine;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A class path of its own: this library's classes and a chosen number of engines. */
public final class EnginePath implements AutoCloseable {

    private final URLClassLoader loader;

    private EnginePath(URLClassLoader loader) {
        this.loader = loader;
    }

    /** Creates a path on which the given engines are registered. */
    public static EnginePath with(Path scratch, List<Class<? extends CredentialEngine>> engines) throws IOException {
        Path services = Files.createDirectories(scratch.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(CredentialEngine.class.getName()),
                engines.stream().map(Class::getName).collect(Collectors.joining("\n")));
        URL[] path = {
            folderOf(CredentialManagerBuilder.class),
            folderOf(EnginePath.class),
            scratch.toUri().toURL()
        };
        // No parent but the bootstrap loader: the platform's would find this module's own classes first.
        return new EnginePath(new URLClassLoader(path, null));
    }

    /** Opens a manager, all by the classes of this path, and returns what it prints. */
    public String openedManager() throws ReflectiveOperationException {
        Object builder = Class.forName("io.meepa.credentials.CredentialManager", true, loader)
                .getMethod("builder")
                .invoke(null);
        try {
            return String.valueOf(builder.getClass().getMethod("open").invoke(builder));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    private static URL folderOf(Class<?> type) throws IOException {
        String resource = type.getName().replace('.', '/') + ".class";
        String location = Objects.requireNonNull(type.getClassLoader().getResource(resource))
                .toString();
        return URI.create(location.substring(0, location.length() - resource.length()))
                .toURL();
    }
}
