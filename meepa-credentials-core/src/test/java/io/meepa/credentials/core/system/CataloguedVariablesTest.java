package io.meepa.credentials.core.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.VariableCatalogue;
import io.meepa.credentials.tool.VariableImport;
import io.meepa.credentials.tool.VariableImport.Disposition;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what an .env file says, as credentials")
final class CataloguedVariablesTest {

    private static final String VALUE = "value-canary-77c0";

    private final VariableCatalogue catalogue = CredentialManager.variableCatalogue();

    @Test
    void makesACredentialOfAVariableThatTheCatalogueOffers() {
        VariableImport found = catalogue.read(Map.of("OPENAI_API_KEY", VALUE));

        assertThat(found.dispositions()).containsExactly(Map.entry("OPENAI_API_KEY", Disposition.IMPORTED));
        AgentCredential credential = found.credentials().get(0);
        assertThat(found.credentials()).hasSize(1);
        assertThat(credential.category()).isEqualTo(Category.API_KEY);
        assertThat(credential.service()).isEqualTo("openai");
        assertThat(credential.origin()).isEqualTo(Origin.OPERATOR_PROVIDED);
        assertThat(credential.managed()).isFalse();
        assertThat(credential.items().get(0).value().matches(Secret.of(VALUE))).isTrue();
    }

    @Test
    void givesEveryVariableOneFate() {
        SystemCatalogue small = SystemCatalogue.builtIn()
                .with("test", "offer api_key pair id:username=PAIR_ID secret:api_token=PAIR_SECRET");
        Map<String, String> variables = Map.of(
                "OPENAI_API_KEY", VALUE,
                "GROQ_API_KEY", " ",
                "PAIR_ID", "half",
                "PRIVACY_API_KEY", VALUE,
                "SOMETHING_ELSE", VALUE);

        VariableImport found = new CataloguedVariables(small).read(variables);

        assertThat(found.dispositions())
                .containsOnly(
                        Map.entry("OPENAI_API_KEY", Disposition.IMPORTED),
                        Map.entry("GROQ_API_KEY", Disposition.BLANK),
                        Map.entry("PAIR_ID", Disposition.INCOMPLETE),
                        Map.entry("PRIVACY_API_KEY", Disposition.WITHHELD),
                        Map.entry("SOMETHING_ELSE", Disposition.UNKNOWN));
        assertThat(found.credentials()).extracting(AgentCredential::service).containsExactly("openai");
    }

    @Test
    @DisplayName("R13: neither what was read nor the names show a value")
    void showsNoValue() {
        VariableImport found = catalogue.read(Map.of("OPENAI_API_KEY", VALUE, "SOMETHING_ELSE", VALUE));

        assertThat(found.toString()).doesNotContain(VALUE);
        assertThat(catalogue.toString()).doesNotContain(VALUE);
    }

    @Test
    void takesNoValueThatIsPublic() {
        String digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
        SystemCatalogue knowing = SystemCatalogue.builtIn().with("test", "sample " + digest + " from a manual");

        VariableImport found = new CataloguedVariables(knowing).read(Map.of("OPENAI_API_KEY", "foo"));

        assertThat(found.dispositions()).containsExactly(Map.entry("OPENAI_API_KEY", Disposition.PUBLIC));
        assertThat(found.credentials()).isEmpty();
    }

    @Test
    void namesWhatItImports() {
        Map<String, String> variables = Map.of("OPENAI_API_KEY", VALUE, "GROQ_API_KEY", VALUE);
        List<AgentCredential> credentials = catalogue.read(variables).credentials();
        AgentCredential unknown = AgentCredential.login("github")
                .item("token", Secret.of(VALUE), ItemType.API_TOKEN)
                .build();

        assertThat(catalogue.names(Stream.concat(credentials.stream(), Stream.of(unknown))
                        .map(AgentCredential::summary)
                        .toList()))
                .containsExactly("GROQ_API_KEY", "OPENAI_API_KEY");
    }

    @Test
    void readsEveryVariableThatTheCatalogueOffers() {
        SystemCatalogue builtIn = SystemCatalogue.builtIn();
        Map<String, String> all = builtIn.offers().stream()
                .flatMap(offer -> offer.items().stream())
                .map(Offer.Source::variable)
                .collect(Collectors.toMap(name -> name, name -> VALUE));

        VariableImport found = catalogue.read(all);

        assertThat(found.dispositions())
                .hasSizeGreaterThan(20)
                .allSatisfy((name, disposition) -> assertThat(disposition).isEqualTo(Disposition.IMPORTED));
        assertThat(catalogue.names(found.credentials().stream()
                        .map(AgentCredential::summary)
                        .toList()))
                .isEqualTo(found.dispositions().keySet());
    }
}
