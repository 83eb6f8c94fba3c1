package io.meepa.credentials.core.config;

import io.meepa.credentials.ConfigurationException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One node of the configuration, from the file or from code. What is wrong with a node is said only when somebody reads
 * it, because most of the gateway's file is not ours.
 */
sealed interface Node {

    /** File and line, or that it was set in code. */
    String place();

    /** Makes the error of this node. */
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

        Node member(String key) {
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
            return under instanceof Flaw && over instanceof Section ? under : over;
        }
    }

    /** A list. */
    record Sequence(String place, List<Node> elements) implements Node {

        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /** A {@link String}, {@link Long}, {@link Double} or {@link Boolean}. */
    record Scalar(String place, Object value) implements Node {

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
