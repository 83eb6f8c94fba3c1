package io.meepa.credentials.setting;

/**
 * A value of a setting with the place where a person wrote it, so that messages name that place. A framework that reads files
 * of its own passes its values on so.
 *
 * @param value a string, number, flag, list or map, as {@code CredentialManagerBuilder.set} takes it
 * @param place where it stands, for people: file and line, or a variable's name
 */
public record PlacedValue(Object value, String place) {

    /** Refuses a place that names nothing. */
    public PlacedValue {
        if (place.isBlank()) {
            throw new IllegalArgumentException("a place must not be blank");
        }
    }

    /** Returns the place. The value may be what was written there by mistake. */
    @Override
    public String toString() {
        return place;
    }
}
