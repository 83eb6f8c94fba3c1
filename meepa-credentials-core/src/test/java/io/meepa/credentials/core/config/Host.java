package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.engine.ManagerSpecification;
import io.meepa.credentials.spi.provider.Placement;
import io.meepa.credentials.spi.provider.RequestTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A host that writes a file, sets keys in code and has the usual plug-ins. */
final class Host {

    static final KnownPlugins USUAL = new KnownPlugins(
            Set.of("sops", "memory"),
            Map.of(
                    "agentmail", Set.of(Category.EMAIL),
                    "google_workspace", Set.of(Category.EMAIL),
                    "existing", Set.of(Category.EMAIL),
                    "privacy_com", Set.of(Category.CREDIT_CARD),
                    "manual", Set.of(Category.CREDIT_CARD, Category.PHONE)),
            List::of,
            (service, sections) -> targets(service));

    private final Map<String, Object> code = new LinkedHashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private Optional<Path> file = Optional.empty();
    private Optional<Path> home = Optional.empty();
    private KnownPlugins known = USUAL;

    /** One service is known to a provider. */
    private static List<RequestTarget> targets(String service) {
        return service.equals("github")
                ? List.of(RequestTarget.of("api.github.com", new Placement.Bearer()))
                : List.of();
    }

    static Host withoutFile() {
        return new Host();
    }

    static Host withFile(Path file) {
        Host host = new Host();
        host.file = Optional.of(file);
        return host;
    }

    static Host writing(Path folder, String yaml) {
        return writing(folder, yaml.getBytes(StandardCharsets.UTF_8));
    }

    static Host writing(Path folder, byte[] yaml) {
        Path file = folder.resolve("config.yaml");
        try {
            Files.deleteIfExists(
                    file); // Some file systems flush a file that is truncated, which a fuzz run cannot afford.
            return withFile(Files.write(file, yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Host set(String keyPath, Object value) {
        code.put(keyPath, value);
        return this;
    }

    Host export(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Host home(Path folder) {
        home = Optional.of(folder);
        return this;
    }

    Host knowing(KnownPlugins plugins) {
        known = plugins;
        return this;
    }

    Configuration read() {
        return ConfigurationReader.read(specification(), known);
    }

    ManagerSpecification specification() {
        return new ManagerSpecification(
                file,
                code,
                home,
                List.of(),
                List.of(),
                List.of(),
                new ManagerSpecification.Surroundings(Clock.systemUTC(), Sleeper.system(), environment::get, true));
    }

    /** Returns the message with which the configuration is refused. */
    String refusal() {
        ConfigurationException error = catchThrowableOfType(ConfigurationException.class, this::read);
        if (error == null) {
            throw new AssertionError("the configuration was accepted");
        }
        return String.valueOf(error.getMessage());
    }
}
