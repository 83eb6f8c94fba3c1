package io.meepa.credentials.sops.traversal;

import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.text.Limits;
import io.meepa.credentials.sops.tree.SopsPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a walk stands: a chain to the root, so that a path is only spelt out when an error needs it. */
final class Trail {

    private static final byte[] NO_NAME = new byte[0];

    static final Trail ROOT = new Trail(null, "", NO_NAME, 0);

    // Without a limit a small file could demand quadratic work.
    private static final int LONGEST = Limits.PATH_BYTES;

    private static final int LONGEST_SHOWN = 400;

    private final @Nullable Trail parent;
    private final @Nullable String step;
    private final int position;
    private final byte[] name;
    private final int length;

    private Trail(@Nullable Trail parent, String step, byte[] name, int length) {
        this.parent = parent;
        this.step = step;
        this.position = 0;
        this.name = name;
        this.length = length;
    }

    private Trail(Trail array, int position) {
        this.parent = array;
        this.step = null;
        this.position = position;
        this.name = NO_NAME;
        this.length = array.length;
    }

    Trail key(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int longer = length + bytes.length + 1;
        if (longer > LONGEST) {
            throw Defect.beyondLimit("the keys on the path below " + this + " are longer than " + LONGEST + " bytes");
        }
        return new Trail(this, name, bytes, longer);
    }

    /** Array positions are no part of what is authenticated. */
    Trail index(int position) {
        return new Trail(this, position);
    }

    /** The additional authenticated data of a value here: every key on the way, each followed by a colon. */
    byte[] authenticated() {
        byte[] all = new byte[length];
        int end = length;
        for (Trail at = this; at != null; at = at.parent) {
            if (at.parent != null && at.step != null) {
                all[--end] = ':';
                end -= at.name.length;
                System.arraycopy(at.name, 0, all, end, at.name.length);
            }
        }
        return all;
    }

    SopsPath path() {
        Deque<SopsPath.Step> steps = new ArrayDeque<>();
        for (Trail at = this; at != null && at.parent != null; at = at.parent) {
            steps.addFirst(at.step == null ? new SopsPath.Step.Index(at.position) : new SopsPath.Step.Key(at.step));
        }
        return new SopsPath(List.copyOf(steps));
    }

    /** The path for a message: long ones are shortened. */
    @Override
    public String toString() {
        String path = path().toString();
        return path.length() <= LONGEST_SHOWN
                ? path
                : path.substring(0, LONGEST_SHOWN / 2) + "…" + path.substring(path.length() - LONGEST_SHOWN / 2);
    }
}
