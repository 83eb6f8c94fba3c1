package io.meepa.credentials.core.system;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads catalogue entries, one per line, on top of what is known already. */
final class CatalogueReader {

    private static final Pattern ITEM = Pattern.compile("([a-z0-9_]+):([a-z0-9_]+)=([A-Za-z_][A-Za-z0-9_]*)(\\?)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\*?");
    private static final Pattern SAMPLE = Pattern.compile("sample\\s+([0-9a-f]{64})\\s+(.+)");

    private final List<Offer> offers;
    private final Map<String, VariableClass> names;
    private final Map<String, String> samples;
    private String place = "";

    CatalogueReader() {
        this(List.of(), Map.of(), Map.of());
    }

    CatalogueReader(List<Offer> offers, Map<String, VariableClass> names, Map<String, String> samples) {
        this.offers = new ArrayList<>(offers);
        this.names = new LinkedHashMap<>(names);
        this.samples = new LinkedHashMap<>(samples);
    }

    SystemCatalogue read(String source, String text) {
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            place = source + " line " + number;
            if (!line.isEmpty() && !line.startsWith("#")) {
                entry(line);
            }
        }
        return new SystemCatalogue(offers, names, samples);
    }

    private void entry(String line) {
        List<String> words = List.of(line.split("\\s+"));
        switch (words.get(0)) {
            case "offer" -> offer(words);
            case "keyless" -> keyless(words);
            case "organisation" -> withhold(words, VariableClass.ORGANISATION);
            case "platform" -> withhold(words, VariableClass.PLATFORM);
            case "infrastructure" -> withhold(words, VariableClass.INFRASTRUCTURE);
            case "sample" -> sample(line);
            default ->
                throw wrong("begins with none of offer, keyless, organisation, platform, infrastructure, sample");
        }
    }

    private void offer(List<String> words) {
        if (words.size() < 4) {
            throw wrong("needs: offer category service item:type=VARIABLE");
        }
        add(new Offer(
                category(words),
                words.get(2),
                words.subList(3, words.size()).stream().map(this::source).toList()));
    }

    private void keyless(List<String> words) {
        if (words.size() != 3) {
            throw wrong("needs: keyless category service");
        }
        add(new Offer(category(words), words.get(2), List.of()));
    }

    private void add(Offer offer) {
        boolean taken = offers.stream()
                .anyMatch(other -> other.category().equals(offer.category())
                        && other.service().equals(offer.service()));
        if (taken) {
            throw wrong("offers " + offer.category() + "/" + offer.service() + " a second time");
        }
        offers.add(offer);
    }

    private Category category(List<String> words) {
        return Category.of(words.get(1));
    }

    private Offer.Source source(String text) {
        Matcher parts = ITEM.matcher(text);
        if (!parts.matches()) {
            throw wrong("needs its items as item:type=VARIABLE");
        }
        claim(parts.group(3), VariableClass.OFFERED);
        return new Offer.Source(parts.group(1), ItemType.of(parts.group(2)), parts.group(3), parts.group(4) == null);
    }

    private void withhold(List<String> words, VariableClass kind) {
        for (String name : words.subList(1, words.size())) {
            if (!NAME.matcher(name).matches()) {
                throw wrong("names what cannot be a variable");
            }
            claim(name, kind);
        }
    }

    /** Whatever one entry withholds no other may offer, wherever it stands. */
    private void claim(String variable, VariableClass kind) {
        Optional<VariableClass> other = SystemCatalogue.classify(names, variable);
        boolean contradicts = other.isPresent() && (kind == VariableClass.OFFERED || other.get() != kind);
        if (contradicts) {
            throw wrong("gives " + variable + " a second meaning; it is " + other.get() + " already");
        }
        names.put(variable, kind);
    }

    private void sample(String line) {
        Matcher parts = SAMPLE.matcher(line);
        if (!parts.matches()) {
            throw wrong("needs: sample, a SHA-256 digest in lower-case hexadecimal, and where it comes from");
        }
        samples.put(parts.group(1), parts.group(2));
    }

    private ConfigurationException wrong(String what) {
        return new ConfigurationException(place + " " + what);
    }
}
