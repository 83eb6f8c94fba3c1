package io.meepa.credentials.sops;

import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.sops.crypto.DataKey;
import io.meepa.credentials.sops.crypto.Shamir;
import io.meepa.credentials.sops.text.Defect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the data key with the identities at hand. */
final class Unwrapping {

    private final WrappedKeys keys;
    private final Identities identities;

    Unwrapping(WrappedKeys keys, Identities identities) {
        this.keys = keys;
        this.identities = identities;
    }

    DataKey dataKey() {
        List<byte[]> opened = new ArrayList<>();
        try {
            for (WrappedKeys.Group group : keys.groups()) {
                open(group).ifPresent(opened::add);
            }
            if (opened.size() < (keys.isShared() ? keys.required() : 1)) {
                throw unavailable(opened.size());
            }
            return keys.isShared() ? Shamir.combine(opened) : whole(opened.get(0));
        } finally {
            opened.forEach(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    private static DataKey whole(byte[] content) {
        if (content.length != DataKey.BYTES) {
            throw Defect.malformed("the wrapped data key is not 32 bytes long; restore the file from a good copy");
        }
        return DataKey.copyOf(content);
    }

    // The recipient's name is only a hint: sops tries every identity on every entry, and so do we, after the likely
    // ones.
    private Optional<byte[]> open(WrappedKeys.Group group) {
        return open(group, true).or(() -> open(group, false));
    }

    private Optional<byte[]> open(WrappedKeys.Group group, boolean named) {
        for (WrappedKeys.AgeEntry entry : group.age()) {
            for (Identity identity : identities.all()) {
                if (isNamed(entry, identity) == named) {
                    Optional<byte[]> content = identity.unwrapper().unwrap(entry.enc());
                    if (content.isPresent()) {
                        return content;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(WrappedKeys.AgeEntry entry, Identity identity) {
        return entry.recipient().equals(identity.recipient().toString());
    }

    private RuntimeException unavailable(int opened) {
        Optional<String> ours = keys.entries().stream()
                .map(KeyEntry::recipient)
                .filter(name -> identities.recipients().stream().anyMatch(mine -> name.equals(mine.toString())))
                .findFirst();
        if (ours.isPresent() && !keys.isShared()) {
            return Defect.tampered("the key entry for " + ours.get()
                    + " does not open with the identity of that name; restore the file from a good copy");
        }
        String missing = keys.isShared() ? " (" + opened + " of " + keys.required() + " key groups needed)" : "";
        return new KeyUnavailableException("no identity at hand opens this file" + missing + ". It is for "
                + listed(keys.entries()) + "; at hand are " + listed(identities.recipients())
                + (identities.leftAside().isEmpty() ? "" : " and, unusable, " + listed(identities.leftAside()))
                + ". Provide the identity of one of its recipients.");
    }

    private static String listed(List<?> things) {
        return things.isEmpty()
                ? "none"
                : things.stream().limit(10).map(Object::toString).collect(Collectors.joining(", "))
                        + (things.size() > 10 ? ", …" : "");
    }
}
