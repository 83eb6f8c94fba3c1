package io.meepa.credentials.testkit.fake;

/**
 * What a {@link FakeKeyService} holds.
 *
 * @param kind {@link #BOX} or {@link #KEY}
 * @param id its id
 * @param tag the tag that it bears
 * @param parent the id of the box that a key belongs to; empty for a box
 */
public record FakeResource(String kind, String id, String tag, String parent) {

    /** The kind of boxes. */
    public static final String BOX = "box";

    /** The kind of keys. */
    public static final String KEY = "key";
}
