package io.meepa.verification.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rooms of the engine, and which of them may know which. ARCHITECTURE.md shows the same picture. */
final class CoreRooms {

    private static final Set<String> KERNEL = Set.of("operation", "document", "config");

    /** From a room to those that it may know. A use case knows the kernel and the document, and no other use case. */
    static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry(
                    "manager",
                    Set.of(
                            "provision",
                            "rotate",
                            "suspend",
                            "token",
                            "revoke",
                            "connect",
                            "reconcile",
                            "own",
                            "tool",
                            "http",
                            "transfer",
                            "operation",
                            "document",
                            "config",
                            "audit",
                            "builtin",
                            "doctor",
                            "migration",
                            "system")),
            entry("provision", KERNEL),
            entry("rotate", KERNEL),
            entry("suspend", KERNEL),
            entry("token", KERNEL),
            entry("revoke", KERNEL),
            entry("reconcile", KERNEL),
            entry("connect", KERNEL),
            entry("own", Set.of("operation", "document")),
            entry("tool", Set.of("operation", "document", "config", "config.grant", "masking", "system")),
            entry("http", Set.of("operation", "document", "config.grant", "masking", "system", "http.answer")),
            entry("http.answer", Set.of()),
            entry("transfer", Set.of("operation", "files")),
            entry("migration", KERNEL),
            entry("doctor", Set.of("document", "config", "config.grant", "migration", "system")),
            entry("operation", Set.of("document", "config", "audit", "masking")),
            entry("audit", Set.of("config", "files")),
            entry("files", Set.of()),
            entry("config", Set.of("config.tree", "config.grant")),
            entry("config.grant", Set.of("config.tree")),
            entry("config.tree", Set.of()),
            entry("document", Set.of()),
            entry("masking", Set.of()),
            entry("system", Set.of()),
            entry("builtin", Set.of()));

    private CoreRooms() {}

    static ArchRule knowOnlyWhatTheyMay(Map<String, Set<String>> arrows) {
        return classes()
                .should(new ArchCondition<>("follow the arrows between the engine's rooms") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                            String from = room(type);
                            String to = room(dependency.getTargetClass());
                            boolean allowed = to.isEmpty()
                                    || from.equals(to)
                                    || arrows.getOrDefault(from, Set.of()).contains(to);
                            events.add(new SimpleConditionEvent(
                                    type, allowed, from + " -> " + to + ": " + dependency.getDescription()));
                        }
                    }
                })
                .because("a use case is read with the kernel beside it, and without the others");
    }

    /** Returns the arrows that there are. */
    static Map<String, Set<String>> drawn(PublishedModule core) {
        Map<String, Set<String>> drawn = new TreeMap<>();
        for (JavaClass type : core.classes()) {
            if (room(type).isEmpty()) {
                continue; // The module's own description.
            }
            Set<String> known = drawn.computeIfAbsent(room(type), room -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> room(dependency.getTargetClass()))
                    .filter(to -> !to.isEmpty() && !to.equals(room(type)))
                    .forEach(known::add);
        }
        return drawn;
    }

    /** Returns a class's room, or nothing if it is not of the engine. */
    private static String room(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.startsWith(Dependencies.CORE + ".") ? name.substring(Dependencies.CORE.length() + 1) : "";
    }
}
