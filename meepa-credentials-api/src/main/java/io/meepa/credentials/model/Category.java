package io.meepa.credentials.model;

/**
 * A kind of credential. The six known ones are constants; any other name is a category of the host's own, kept and
 * returned like the rest.
 *
 * @param name the name in the document
 */
public record Category(String name) implements Comparable<Category> {

    /** A mail inbox. */
    public static final Category EMAIL = new Category("email");

    /** A telephone number. */
    public static final Category PHONE = new Category("phone");

    /** A payment card. */
    public static final Category CREDIT_CARD = new Category("credit_card");

    /** A login at a service. */
    public static final Category LOGIN = new Category("login");

    /** A static API key. */
    public static final Category API_KEY = new Category("api_key");

    /** A token that may expire and be refreshed. */
    public static final Category TOKEN = new Category("token");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is blank, longer than 128 characters or has control characters
     */
    public Category {
        Wire.name("category", name);
    }

    /**
     * Names a category.
     *
     * @param name the name in the document
     * @return the category
     * @throws IllegalArgumentException if the name is not allowed
     */
    public static Category of(String name) {
        return new Category(name);
    }

    @Override
    public int compareTo(Category other) {
        return name.compareTo(other.name);
    }

    // Spelt out: what a record does by itself is linked at its first use, which shows in the start of a short program.
    @Override
    public boolean equals(Object other) {
        return other instanceof Category that && name.equals(that.name);
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
