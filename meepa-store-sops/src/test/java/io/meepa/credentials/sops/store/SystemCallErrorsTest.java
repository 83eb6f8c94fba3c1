package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.credentials.sops.store.lock.ChildJvm;
import io.meepa.credentials.spi.store.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F-406: whichever system call fails on the store's files, the failure is typed and the document whole")
class SystemCallErrorsTest {

    /** The first ones are those of a plain run; close is the one whose failure the JDK does not declare. */
    private static final List<String> CALLS = List.of(
            "close EIO",
            "fsync EIO",
            "pwrite64 ENOSPC",
            "openat EMFILE",
            "utimensat EIO",
            "rename EIO",
            "read EIO",
            "fcntl EIO",
            "newfstatat EIO",
            "statx EIO",
            "unlink EIO");

    private static final int MOST_CALLS = 40;

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void writesADocument() {
        home = new Home(folder.resolve("home"));
        CountingWriter.open(home.path, "first", true).write(MEEPA, Documents.counting(1), Revision.ABSENT);
    }

    @Test
    void typesEachFailure() throws Exception {
        assumeThat(installed())
                .as("needs the program strace, and to be allowed to trace")
                .isTrue();
        int budget = Proof.count("failures", 8, Integer.MAX_VALUE);
        int tried = 0;
        List<String> failures = new ArrayList<>();
        for (String call : CALLS) {
            for (int which = 1; which <= MOST_CALLS && tried < budget; which++, tried++) {
                long before = count();
                String end = updateFailing(call.split(" ", -1)[0], call.split(" ", -1)[1], which);
                assertThat(end).as(call + " number " + which).matches("done false|typed .*");
                assertThat(count()).as(call + " number " + which).isIn(before, before + 1);
                failures.add(end);
                if (end.startsWith("done") && !call.startsWith("close") && !call.startsWith("fcntl")) {
                    break;
                }
            }
        }
        Proof.report("F-406 failing system calls", tried + " calls, 0 raw, 0 torn: " + failures);
    }

    private String updateFailing(String call, String error, int which) throws Exception {
        Path agent = home.path.resolve("agents/meepa");
        Path temporary = agent.resolve(".credentials.json.proof.tmp");
        Files.deleteIfExists(temporary);
        List<String> strace = new ArrayList<>(List.of("strace", "-f", "-qqq", "-o", "/dev/null"));
        for (Path path : List.of(
                agent, home.document(), temporary, home.path.resolve(".locks/meepa.document.lock"), home.keyFile())) {
            strace.addAll(List.of("-P", path.toString()));
        }
        strace.addAll(List.of("-e", "trace=" + call, "-e", "inject=" + call + ":error=" + error + ":when=" + which));
        try (ChildJvm writer = ChildJvm.start(strace, TypedWriter.class, home.path.toString())) {
            List<String> lines = writer.lines();
            writer.waitFor();
            return lines.isEmpty() ? "raw: nothing printed" : lines.get(lines.size() - 1);
        }
    }

    private long count() {
        return Documents.count(home.open().read(MEEPA).orElseThrow().content());
    }

    private static boolean installed() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
