package io.meepa.credentials.form;

/** What a value must be beyond its kind. */
public enum FieldRule {
    /** Nothing more. */
    NONE,
    /** A card number of 12 to 19 digits whose check digit is right (ISO/IEC 7812-1); separators are accepted. */
    CARD_NUMBER,
    /** The last four digits of the card number; filled in from it where left out. */
    LAST_FOUR,
    /** A month, 1 to 12. */
    CARD_MONTH,
    /** A year of two or four digits that, with the month, is not past. */
    CARD_YEAR,
    /** An address that begins with {@code https://} or {@code http://}. */
    WEB_ADDRESS,
    /** A moment such as {@code 2027-01-31T00:00:00Z}, or a date, which means its beginning in UTC. */
    MOMENT
}
