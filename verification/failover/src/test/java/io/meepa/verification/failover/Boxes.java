package io.meepa.verification.failover;

import java.util.Optional;

/** An upstream that sells boxes and knows each by the tag of its buyer. */
interface Boxes {

    /** A box. */
    record Box(String id, String tag, String secret) {}

    /** Buys a box. */
    Box create(String tag);

    /** Looks for a box by its tag. */
    Optional<Box> find(String tag);

    /** Gives a box back; false if there is none. */
    boolean delete(String id);
}
