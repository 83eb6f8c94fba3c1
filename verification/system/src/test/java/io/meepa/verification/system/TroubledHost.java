package io.meepa.verification.system;

import io.meepa.credentials.CredentialManager;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Calls every method in a JVM of its own that is in trouble. Arguments: home, a folder to write to, and {@code descriptors} to
 * use up all that there are. Says {@code ready}, waits for a line, then says what came through raw, and {@code done}.
 */
final class TroubledHost {

    private TroubledHost() {}

    @SuppressWarnings("SystemOut") // The parent reads it.
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        CredentialManager manager =
                CredentialManager.builder().home(Path.of(arguments[0])).open();
        // What a call needs is loaded before the trouble begins: a JVM that cannot load a class is beyond any library.
        rehearse(folder);
        EveryMethod all = EveryMethod.of(manager, folder);
        manager.doctor();
        System.out.println("ready");
        if (System.in.read() < 0) {
            return;
        }
        List<FileInputStream> used = arguments[2].equals("descriptors") ? useUp() : List.of();
        Map<String, Throwable> raw = all.call(() -> {});
        for (FileInputStream stream : used) {
            stream.close();
        }
        raw.values().removeIf(LinkageError.class::isInstance);
        raw.forEach((method, thrown) -> System.out.println("raw " + method + ": " + thrown));
        System.out.println("done");
        System.exit(0);
    }

    private static void rehearse(Path folder) throws ReflectiveOperationException {
        CredentialManager manager =
                CredentialManager.builder().home(folder.resolve("rehearsal")).open();
        EveryMethod all = EveryMethod.of(manager, folder);
        all.call(() -> {});
        manager.close();
        all.call(() -> {});
    }

    private static List<FileInputStream> useUp() {
        List<FileInputStream> used = new ArrayList<>();
        try {
            while (used.size() < 1 << 16) {
                used.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            // That was the last one.
        }
        return used;
    }
}
