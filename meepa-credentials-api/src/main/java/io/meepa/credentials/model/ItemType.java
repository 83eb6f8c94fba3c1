package io.meepa.credentials.model;

/**
 * What an item's value is. An open set: unknown types survive unchanged.
 *
 * @param name the name in the document
 */
public record ItemType(String name) {

    /** A mail address. */
    public static final ItemType EMAIL = new ItemType("email");

    /** A key or token that an API accepts. */
    public static final ItemType API_TOKEN = new ItemType("api_token");

    /** A password. */
    public static final ItemType PASSWORD = new ItemType("password");

    /** A user name. */
    public static final ItemType USERNAME = new ItemType("username");

    /** A telephone number. */
    public static final ItemType PHONE = new ItemType("phone");

    /** A card's full number. */
    public static final ItemType CARD_NUMBER = new ItemType("card_number");

    /** A card's verification value. */
    public static final ItemType CVV = new ItemType("cvv");

    /** The seed of a one-time-password generator. */
    public static final ItemType TOTP = new ItemType("totp");

    /** A web address. */
    public static final ItemType URL = new ItemType("url");

    /** Anything else, resource ids included. */
    public static final ItemType OTHER = new ItemType("other");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is blank, longer than 128 characters or has control characters
     */
    public ItemType {
        Wire.name("item type", name);
    }

    /**
     * Names an item type.
     *
     * @param name the name in the document
     * @return the type
     * @throws IllegalArgumentException if the name is not allowed
     */
    public static ItemType of(String name) {
        return new ItemType(name);
    }

    /**
     * Returns whether values of this type are no secret: hiding them would make output unreadable and protect nobody. Of a
     * single item, ask {@link CredentialItem#secret}.
     *
     * @return true for a mail address, a telephone number, a user name and a web address
     */
    public boolean shown() {
        return equals(EMAIL) || equals(PHONE) || equals(USERNAME) || equals(URL);
    }

    // Spelt out: what a record does by itself is linked at its first use, which shows in the start of a short program.
    @Override
    public boolean equals(Object other) {
        return other instanceof ItemType that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return ReadableName.spelled(name);
    }
}
