package io.meepa.credentials.sops.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** The system's disk under a script that sees every operation before it happens, and may stop it. */
public final class ScriptedDisk implements Disk {

    /** What an operation does. */
    public enum Kind {
        STATE,
        REMOTE,
        STAMP,
        READ,
        NAMES,
        CREATE_FOLDER,
        FORCE_FOLDER,
        CREATE,
        WRITE,
        SIZE,
        SET_MODIFIED,
        FORCE,
        CLOSE,
        MOVE,
        DELETE;

        /** Returns whether it only looks. */
        public boolean looks() {
            return this == STATE || this == REMOTE || this == STAMP || this == READ || this == NAMES || this == SIZE;
        }
    }

    /** An operation that was done: on a path, to another one, with bytes as Latin-1 text. */
    public record Operation(Kind kind, Path path, Path to, String bytes) {}

    /** What happens to an operation. */
    @FunctionalInterface
    public interface Script {

        /** Throws to fail the operation; returns false to pretend it was done. */
        boolean before(Kind kind, Path path) throws IOException;
    }

    @FunctionalInterface
    private interface Action<T> {
        T run() throws IOException;
    }

    private final Disk disk = new SystemDisk();
    private final OptionalInt user;
    private final Script script;
    private final List<Operation> done = new CopyOnWriteArrayList<>();

    public ScriptedDisk(Script script) {
        this(script, new SystemDisk().user());
    }

    private ScriptedDisk(Script script, OptionalInt user) {
        this.script = script;
        this.user = user;
    }

    /** A disk of a process that runs as somebody else. */
    public static ScriptedDisk runBy(OptionalInt user) {
        return new ScriptedDisk((kind, path) -> true, user);
    }

    public static ScriptedDisk recording() {
        return new ScriptedDisk((kind, path) -> true);
    }

    public static ScriptedDisk forgetting(Kind forgotten, String name) {
        return new ScriptedDisk((kind, path) ->
                kind != forgotten || !path.getFileName().toString().contains(name));
    }

    /** A disk that turns a bit of each temporary file before it gives the file back. */
    public static ScriptedDisk corrupting() {
        return new ScriptedDisk((kind, path) -> {
            if (kind == Kind.READ && path.toString().endsWith(".tmp")) {
                byte[] content = Files.readAllBytes(path);
                content[content.length / 2] ^= 1;
                Files.write(path, content);
            }
            return true;
        });
    }

    /** What was really done, without looks. */
    public List<Operation> changes() {
        return done.stream().filter(operation -> !operation.kind().looks()).toList();
    }

    public List<Operation> operations() {
        return List.copyOf(done);
    }

    public void forget() {
        done.clear();
    }

    public int count(Kind kind) {
        return (int) done.stream().filter(operation -> operation.kind() == kind).count();
    }

    @Override
    public Optional<FileState> state(Path path) throws IOException {
        return run(Kind.STATE, path, () -> disk.state(path), Optional.empty());
    }

    @Override
    public OptionalInt user() {
        return user;
    }

    @Override
    public Optional<Stamp> stamp(Path path) throws IOException {
        return run(Kind.STAMP, path, () -> disk.stamp(path), Optional.empty());
    }

    @Override
    public byte[] read(Path file, int most) throws IOException {
        return run(Kind.READ, file, () -> disk.read(file, most), new byte[0]);
    }

    @Override
    public List<String> names(Path folder) throws IOException {
        return run(Kind.NAMES, folder, () -> disk.names(folder), List.of());
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        run(Kind.CREATE_FOLDER, folder, () -> {
            disk.createFolder(folder);
            return true;
        });
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        run(Kind.FORCE_FOLDER, folder, () -> {
            disk.forceFolder(folder);
            return true;
        });
    }

    @Override
    public NewFile create(Path file) throws IOException {
        if (!script.before(Kind.CREATE, file)) {
            throw new IllegalArgumentException("a file cannot be pretended");
        }
        NewFile created = disk.create(file);
        done.add(new Operation(Kind.CREATE, file, file, ""));
        return new ScriptedFile(file, created);
    }

    @Override
    public void setModified(Path file, FileTime time) throws IOException {
        run(Kind.SET_MODIFIED, file, () -> {
            disk.setModified(file, time);
            return true;
        });
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        if (script.before(Kind.MOVE, from)) {
            disk.move(from, to);
            done.add(new Operation(Kind.MOVE, from, to, ""));
        }
    }

    @Override
    public Path target(Path link) throws IOException {
        return run(Kind.STATE, link, () -> disk.target(link), link);
    }

    @Override
    public void delete(Path path) throws IOException {
        run(Kind.DELETE, path, () -> {
            disk.delete(path);
            return true;
        });
    }

    /** Under the script, a folder is remote if looking at it is pretended. */
    @Override
    public boolean isRemote(Path folder) throws IOException {
        return run(Kind.REMOTE, folder, () -> disk.isRemote(folder), true);
    }

    private void run(Kind kind, Path path, Action<Boolean> action) throws IOException {
        run(kind, path, action, false);
    }

    private <T> T run(Kind kind, Path path, Action<T> action, T pretended) throws IOException {
        if (!script.before(kind, path)) {
            return pretended;
        }
        T result = action.run();
        done.add(new Operation(kind, path, path, ""));
        return result;
    }

    private final class ScriptedFile implements NewFile {

        private final Path path;
        private final NewFile file;

        ScriptedFile(Path path, NewFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            if (!script.before(Kind.WRITE, path)) {
                bytes.position(bytes.limit());
                return copy.length;
            }
            int written = file.write(bytes);
            done.add(new Operation(Kind.WRITE, path, path, new String(copy, 0, written, StandardCharsets.ISO_8859_1)));
            return written;
        }

        @Override
        public long size() throws IOException {
            return ScriptedDisk.this.run(Kind.SIZE, path, file::size, 0L);
        }

        @Override
        public void force() throws IOException {
            ScriptedDisk.this.run(Kind.FORCE, path, () -> {
                file.force();
                return true;
            });
        }

        @Override
        public void close() throws IOException {
            // Closed in any case: a test must not leak what it fails.
            file.close();
            ScriptedDisk.this.run(Kind.CLOSE, path, () -> true);
        }
    }

    /** Names of kinds in order, for messages. */
    public List<Kind> kinds() {
        return new ArrayList<>(changes().stream().map(Operation::kind).toList());
    }
}
