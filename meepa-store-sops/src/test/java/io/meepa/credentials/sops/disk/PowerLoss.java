package io.meepa.credentials.sops.disk;

import io.meepa.credentials.sops.disk.ScriptedDisk.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Enumerates what a power cut may leave of recorded operations: after each of them, every subset of the directory changes
 * that were not forced, with every unforced content absent, half or whole. The way of the ALICE study (OSDI 2014).
 */
public final class PowerLoss {

    /** Files and folders by path; a folder's content is empty. */
    public record Remains(int operationsDone, Map<Path, String> files) {}

    private record Change(Path path, Optional<Path> to, Optional<Node> node) {}

    /** A file's content, or a folder. */
    private static final class Node {
        private String written;
        private String forced;

        Node(String content) {
            written = content;
            forced = content;
        }

        String content(int part) {
            int unsafe = written.length() - forced.length();
            int kept = part == 0 ? 0 : part == 1 ? unsafe / 2 : unsafe;
            return written.substring(0, forced.length() + kept);
        }
    }

    private final Map<Path, Node> names = new LinkedHashMap<>();
    private final Map<Path, Node> durableNames = new LinkedHashMap<>();
    private final List<Change> pending = new ArrayList<>();

    private PowerLoss(Map<Path, String> before) {
        before.forEach((path, content) -> names.put(path, new Node(content)));
        durableNames.putAll(names);
    }

    /** Returns all that may remain; the last entries, with all operations done, are those after the acknowledgement. */
    public static List<Remains> of(Map<Path, String> before, List<Operation> operations) {
        List<Remains> all = new ArrayList<>();
        PowerLoss disk = new PowerLoss(before);
        disk.collect(0, all);
        for (int i = 0; i < operations.size(); i++) {
            disk.apply(operations.get(i));
            disk.collect(i + 1, all);
        }
        return all;
    }

    private void apply(Operation operation) {
        Path path = operation.path();
        switch (operation.kind()) {
            case CREATE, CREATE_FOLDER -> change(path, Optional.of(path), Optional.of(new Node("")));
            case WRITE -> node(path).written += operation.bytes();
            case FORCE -> node(path).forced = node(path).written;
            case MOVE -> change(path, Optional.of(operation.to()), Optional.of(node(path)));
            case DELETE -> change(path, Optional.empty(), Optional.empty());
            case FORCE_FOLDER -> {
                pending.stream().filter(change -> isIn(path, change)).forEach(change -> apply(durableNames, change));
                pending.removeIf(change -> isIn(path, change));
            }
            default -> {
                return;
            }
        }
    }

    private Node node(Path path) {
        return Objects.requireNonNull(names.get(path));
    }

    private void change(Path path, Optional<Path> to, Optional<Node> node) {
        Change change = new Change(path, to, node);
        apply(names, change);
        pending.add(change);
    }

    private static boolean isIn(Path folder, Change change) {
        return folder.equals(change.path.getParent());
    }

    private static void apply(Map<Path, Node> names, Change change) {
        names.remove(change.path);
        change.to.ifPresent(to -> names.put(to, change.node.orElseThrow()));
    }

    private void collect(int done, List<Remains> all) {
        Set<Map<Path, String>> distinct = new HashSet<>();
        for (int subset = 0; subset < 1 << pending.size(); subset++) {
            Map<Path, Node> survived = new LinkedHashMap<>(durableNames);
            for (int i = 0; i < pending.size(); i++) {
                if ((subset & 1 << i) != 0) {
                    apply(survived, pending.get(i));
                }
            }
            for (int part = 0; part < 3; part++) {
                distinct.add(contents(survived, part));
            }
        }
        distinct.forEach(files -> all.add(new Remains(done, files)));
    }

    private static Map<Path, String> contents(Map<Path, Node> survived, int part) {
        Map<Path, String> files = new TreeMap<>();
        survived.forEach((path, node) -> files.put(path, node.content(part)));
        return files;
    }
}
