package io.meepa.credentials.core.config.tree;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.spi.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One node of the configuration, from the file or from code. What is wrong with a node is said only when somebody reads
 * it, because most of the gateway's file is not ours.
 */
public sealed interface Node {

    /** File and line, or that it was set in code. */
    String place();

    /** Creates the error of this node. */
    default ConfigurationException refused(String path, String why) {
        return new ConfigurationException(place() + ": " + path + " " + why);
    }

    /** A mapping, in order. */
    record Section(String place, Map<String, Node> members) implements Node {

        public Section {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        static Section empty(String place) {
            return new Section(place, Map.of());
        }

        /** Returns what stands under a key, or nothing at this place. */
        public Node member(String key) {
            Node member = members.get(key);
            return member == null ? new Nothing(place) : member;
        }

        /** Puts another's members over these; where both have a section the two become one. A flaw is not hidden by a part. */
        Section overlaidWith(Section over) {
            Map<String, Node> union = new LinkedHashMap<>(members);
            over.members.forEach((key, node) -> union.merge(key, node, Section::overlaid));
            return new Section(place, union);
        }

        private static Node overlaid(Node under, Node over) {
            if (under instanceof Section below && over instanceof Section above) {
                return below.overlaidWith(above);
            }
            if (under instanceof Section && over instanceof Nothing) {
                return under;
            }
            return under instanceof Flaw && over instanceof Section ? under : over;
        }
    }

    /** A list. */
    record Sequence(String place, List<Node> elements) implements Node {

        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /**
     * A {@link String}, {@link Long}, {@link Double} or {@link Boolean}.
     *
     * @param place where it stands
     * @param value the value
     * @param given whether a program gave it, which may have nothing but texts
     */
    record Scalar(String place, Object value, boolean given) implements Node {

        Scalar(String place, Object value) {
            this(place, value, false);
        }

        /** Returns the value as settings take it. */
        Object plain() {
            return given && value instanceof String text ? new Settings.CodeText(text) : value;
        }

        /** Returns the flag, if it is one; a program may have set it as a text. */
        public Optional<Boolean> flag() {
            boolean spelled = given && (value.equals("true") || value.equals("false"));
            return value instanceof Boolean || spelled
                    ? Optional.of(Boolean.valueOf(value.toString()))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return place;
        }
    }

    /** A key without a value, or no key at all. */
    record Nothing(String place) implements Node {}

    /** Something that must not be read, and why. */
    record Flaw(String place, String why) implements Node {}
}
