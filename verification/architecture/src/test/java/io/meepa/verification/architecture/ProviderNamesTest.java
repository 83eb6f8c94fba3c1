package io.meepa.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contracts and engine treat every upstream alike: they do not even know their names. */
final class ProviderNamesTest {

    private static final List<String> NAMES =
            List.of("agentmail", "privacy_com", "google_workspace", "gworkspace", "lithic");

    @ParameterizedTest
    @ValueSource(strings = {Dependencies.API, Dependencies.CORE})
    void areUnknownToContractsAndEngine(String module) {
        assertThat(PublishedModules.named(module).classes())
                .allSatisfy(type -> assertThat(namesIn(type)).as(type.getName()).isEmpty());
    }

    @Test
    void areNoticedWhereTheyStand() {
        JavaClasses here = new ClassFileImporter().importClasses(ProviderNamesTest.class);

        assertThat(namesIn(here.get(ProviderNamesTest.class))).containsExactlyElementsOf(NAMES);
    }

    /** Searches the whole class file: names of types and members, and every text constant, stand there in clear. */
    private static List<String> namesIn(JavaClass type) {
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            return NAMES.stream().filter(text::contains).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
