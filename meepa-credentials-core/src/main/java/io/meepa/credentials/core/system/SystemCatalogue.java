package io.meepa.credentials.core.system;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which variables of the host are credentials for agents, which never are, and which values are public. Immutable. */
public final class SystemCatalogue {

    private static final String BUILT_IN = "catalogue.txt";

    private final List<Offer> offers;
    private final Map<String, VariableClass> names;
    private final Map<String, String> samples;

    SystemCatalogue(List<Offer> offers, Map<String, VariableClass> names, Map<String, String> samples) {
        this.offers = List.copyOf(offers);
        this.names = Map.copyOf(names);
        this.samples = Map.copyOf(samples);
    }

    /**
     * Returns the catalogue that comes with the library. It is read when it is first asked for: who only opens a manager
     * and reads from it needs no catalogue.
     *
     * @return the catalogue
     */
    public static SystemCatalogue builtIn() {
        return BuiltIn.CATALOGUE;
    }

    private static SystemCatalogue readBuiltIn() {
        try (InputStream resource = SystemCatalogue.class.getResourceAsStream(BUILT_IN)) {
            byte[] text = Objects.requireNonNull(resource, BUILT_IN).readAllBytes();
            return new CatalogueReader().read(BUILT_IN, new String(text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the library's own catalogue cannot be read", e);
        }
    }

    /**
     * Adds a host's own entries. They may not offer a variable that this catalogue withholds or offers already.
     *
     * @param source the name of the file, for messages
     * @param text entries in the form of the library's own catalogue
     * @return the larger catalogue
     * @throws ConfigurationException if an entry cannot be read or contradicts this catalogue
     */
    public SystemCatalogue with(String source, String text) {
        return new CatalogueReader(offers, names, samples).read(source, text);
    }

    /**
     * Lists what is offered once its variables are set.
     *
     * @return the offers, in the catalogue's order
     */
    public List<Offer> offers() {
        return offers;
    }

    /**
     * Returns what a variable is.
     *
     * @param variable the variable's name
     * @return its class, or empty for one that does not exist for us
     */
    public Optional<VariableClass> classify(String variable) {
        return classify(names, variable);
    }

    static Optional<VariableClass> classify(Map<String, VariableClass> names, String variable) {
        VariableClass exact = names.get(variable);
        if (exact != null) {
            return Optional.of(exact);
        }
        return names.keySet().stream()
                .filter(name -> name.endsWith("*") && variable.startsWith(name.substring(0, name.length() - 1)))
                .findFirst()
                .map(names::get);
    }

    /**
     * Lists every variable that is named in full.
     *
     * @return the names
     */
    Set<String> names() {
        return names.keySet();
    }

    Map<String, String> samples() {
        return samples;
    }

    /**
     * Lists the variables that hold organisations' provisioning keys.
     *
     * @return their names, sorted
     */
    public Set<String> organisationVariables() {
        Set<String> found = new TreeSet<>();
        names.forEach((name, kind) -> {
            if (kind == VariableClass.ORGANISATION) {
                found.add(name);
            }
        });
        return found;
    }

    /**
     * Returns the variables that hold secrets of registered apps. Connections use them, and nobody else.
     *
     * @return the variables, in order
     */
    public Set<String> appSecretVariables() {
        Set<String> found = new TreeSet<>();
        offers.stream()
                .filter(offer -> offer.category().equals(SystemCredentials.APP))
                .flatMap(offer -> offer.items().stream())
                .filter(source -> source.item().equals("client_secret"))
                .map(Offer.Source::variable)
                .forEach(found::add);
        return found;
    }

    /**
     * Recognises a secret that is public because a sample file ships it.
     *
     * @param secret the secret
     * @return where it comes from, or empty if it is not known
     */
    public Optional<String> sample(Secret secret) {
        return Optional.ofNullable(samples.get(secret.withBytes(SystemCatalogue::digest)));
    }

    private static String digest(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Initialised by its first use. */
    private static final class BuiltIn {

        private static final SystemCatalogue CATALOGUE = readBuiltIn();

        private BuiltIn() {}
    }
}
