package io.meepa.credentials.core.own;

import io.meepa.credentials.core.document.PlainNumber;
import io.meepa.credentials.error.LimitExceededException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialLimits;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.model.ReadableName;

/**
 * Checks what users bring before it is stored. What an earlier version stored is not refused for it.
 *
 * @param agent whose credential it is, for messages
 * @param credential the credential
 */
record NewCredential(AgentId agent, AgentCredential credential) {

    /**
     * Refuses names that cannot be distinguished, and what is too large.
     *
     * @throws IllegalArgumentException for a name
     * @throws LimitExceededException for a size
     */
    void check() {
        requireReadableAddress();
        credential.items().forEach(item -> requireReadable("item key", item.key()));
        checkSize();
    }

    /** Refuses the same where it stands in another's place: a name that an earlier version let in may stay. */
    void checkInPlaceOf(AgentCredential old) {
        if (!credential.key().equals(old.key())) {
            requireReadableAddress();
        }
        credential.items().stream()
                .filter(item -> old.item(item.key()).isEmpty())
                .forEach(item -> requireReadable("item key", item.key()));
        checkSize();
    }

    private void requireReadableAddress() {
        requireReadable("category", credential.category().name());
        requireReadable("service", credential.service());
        requireReadable("name", credential.name());
    }

    private void checkSize() {
        requireAtMost(credential.items().size(), CredentialLimits.ITEMS, "items");
        credential.items().forEach(this::requireSize);
        requireAtMost(credential.metadata().values().size(), CredentialLimits.METADATA_VALUES, "metadata values");
        credential.metadata().values().forEach(this::requireSize);
    }

    private void requireSize(CredentialItem item) {
        int length = item.value().withBytes(bytes -> bytes.length);
        if (length > CredentialLimits.VALUE_BYTES) {
            throw exceeded("item " + ReadableName.spelled(item.key()) + " has " + length + " bytes, and at most "
                    + CredentialLimits.VALUE_BYTES + " can be stored: keep it elsewhere, and its address here");
        }
    }

    private void requireSize(String name, MetadataValue value) {
        if (value instanceof MetadataValue.Text text && text.value().length() > CredentialLimits.METADATA_CHARACTERS) {
            throw exceeded("metadata " + ReadableName.spelled(name) + " has "
                    + text.value().length() + " characters, and at most " + CredentialLimits.METADATA_CHARACTERS
                    + " can be stored: shorten it");
        }
        if (value instanceof MetadataValue.Numeric number && !PlainNumber.isShort(number.value())) {
            throw exceeded("metadata " + ReadableName.spelled(name) + " is a number of more than "
                    + CredentialLimits.METADATA_DIGITS + " digits: store it as a text");
        }
    }

    private void requireAtMost(int count, int most, String what) {
        if (count > most) {
            throw exceeded("it has " + count + " " + what + ", and at most " + most
                    + " can be stored: split it into several credentials");
        }
    }

    private void requireReadable(String what, String name) {
        ReadableName.fault(name).ifPresent(why -> {
            throw new IllegalArgumentException("agent " + agent + ": " + credential.key() + ": " + what + " " + why);
        });
    }

    private LimitExceededException exceeded(String why) {
        return new LimitExceededException("agent " + agent + ": " + credential.key() + ": " + why);
    }
}
