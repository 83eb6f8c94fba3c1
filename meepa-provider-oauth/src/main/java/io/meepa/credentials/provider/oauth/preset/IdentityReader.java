package io.meepa.credentials.provider.oauth.preset;

import io.meepa.credentials.provider.oauth.preset.rules.AddressTemplate;
import io.meepa.credentials.provider.oauth.preset.rules.IdentityRules;
import java.util.List;
import java.util.Optional;

/** Reads how a person is named. */
final class IdentityReader {

    private IdentityReader() {}

    static IdentityRules read(PresetSection section, PresetAddresses addresses, boolean discovery) {
        IdentityRules.Source source = section.choice("source", IdentityRules.Source.class);
        Optional<AddressTemplate> address =
                section.optionalText("address").map(text -> addresses.template(section, "address"));
        boolean asked = source == IdentityRules.Source.ADDRESS;
        if (asked && discovery && address.isEmpty()) {
            address = Optional.of(AddressTemplate.DISCOVERED);
        }
        if (asked != address.isPresent()) {
            throw section.wrong("/address", "must be there for the source address, and for no other");
        }
        return new IdentityRules(
                source,
                section.optionalText("method").isPresent() ? addresses.method(section) : "GET",
                address,
                PresetHeaders.read(section),
                section.json("query"),
                pointers(section, "label"),
                pointers(section, "key"),
                section.optionalChoice("key_from", IdentityRules.Source.class).orElse(source));
    }

    private static List<List<String>> pointers(PresetSection section, String key) {
        List<List<String>> groups = section.groups(key);
        boolean valid =
                groups.stream().flatMap(List::stream).allMatch(pointer -> pointer.matches("(/[A-Za-z0-9_~.-]+)+"));
        if (groups.isEmpty() || !valid) {
            throw section.wrong("/" + key, "must hold groups of JSON pointers");
        }
        return groups;
    }
}
