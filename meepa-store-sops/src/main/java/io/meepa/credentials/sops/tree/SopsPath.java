package io.meepa.credentials.sops.tree;

import io.meepa.credentials.sops.text.GoText;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a document: object keys and array positions from the root. Prints like the path argument of
 * {@code sops set}, for example {@code ["github"]["scopes"][0]}.
 *
 * @param steps the steps from the root; none is the root itself
 */
public record SopsPath(List<Step> steps) {

    /** A step down. */
    public sealed interface Step {

        /**
         * A step to a member of an object.
         *
         * @param name the member's name
         */
        record Key(String name) implements Step {}

        /**
         * A step to an element of an array.
         *
         * @param position the element's position, from 0
         */
        record Index(int position) implements Step {}
    }

    /** Copies the steps. */
    public SopsPath {
        steps = List.copyOf(steps);
    }

    /**
     * Creates a path of object keys.
     *
     * @param keys the keys from the root
     * @return the path
     */
    public static SopsPath of(String... keys) {
        List<Step> steps = new ArrayList<>(keys.length);
        for (String key : keys) {
            steps.add(new Step.Key(key));
        }
        return new SopsPath(steps);
    }

    /**
     * Returns the path to a member.
     *
     * @param name the member's name
     * @return the longer path
     */
    public SopsPath key(String name) {
        return with(new Step.Key(name));
    }

    /**
     * Returns the path to an element.
     *
     * @param position the element's position, from 0
     * @return the longer path
     */
    public SopsPath index(int position) {
        return with(new Step.Index(position));
    }

    private SopsPath with(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new SopsPath(longer);
    }

    /**
     * Returns the path as text.
     *
     * @return the steps, each in brackets
     */
    @Override
    public String toString() {
        if (steps.isEmpty()) {
            return "the top level";
        }
        StringBuilder out = new StringBuilder();
        for (Step step : steps) {
            if (step instanceof Step.Key key) {
                out.append('[');
                GoText.append(out, key.name());
                out.append(']');
            } else if (step instanceof Step.Index index) {
                out.append('[').append(index.position()).append(']');
            }
        }
        return out.toString();
    }
}
