package io.meepa.verification.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The system's tracer, attached to single threads of a child that has warmed up: it counts their calls, or kills at one. */
final class Strace {

    /** Everything that a file or a connection sees. */
    private static final String CALLS = "openat,close,read,write,pread64,pwrite64,readv,writev,fsync,fdatasync,"
            + "rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,fcntl,ftruncate,utimensat,statx,newfstatat,fstat,stat,"
            + "lstat,access,faccessat,readlink,getdents64,socket,connect,bind,sendto,recvfrom,shutdown,getsockopt,"
            + "setsockopt,getsockname,poll";

    private static final Pattern LINE = Pattern.compile("((?<thread>\\d+) +)?(?<call>[a-z0-9_]+)\\(.*");

    /**
     * A system call of a thread.
     *
     * @param role 0 for the thread that calls the manager, 1 for the one that issues
     * @param call the call's name
     * @param which counts calls of the name by the thread, from 1
     */
    record Point(int role, String call, int which) {}

    /** Why a test is skipped where {@link #works} says no. */
    static final String NEEDED = "needs the program strace, and to be allowed to trace other processes";

    private Strace() {}

    static boolean works() {
        try {
            Process sleeper = new ProcessBuilder("sleep", "60").start();
            try {
                Process strace =
                        new ProcessBuilder("strace", "-o", "/dev/null", "-p", Long.toString(sleeper.pid())).start();
                boolean attached = awaitAttached(strace, 1);
                strace.destroy();
                return attached;
            } finally {
                sleeper.destroyForcibly();
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets a child go and returns every call that its threads made. */
    static List<Point> observe(Child child, List<String> threads, Path log) throws IOException, InterruptedException {
        List<String> known =
                threads.stream().filter(thread -> !thread.equals("-")).toList();
        Process strace = attach(known, List.of("-o", log.toString(), "-e", "trace=" + CALLS));
        child.go();
        child.end();
        strace.waitFor();
        Map<String, Integer> counts = new TreeMap<>();
        List<Point> inOrder = new ArrayList<>();
        for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                // It leaves the number out where it traces one thread alone.
                int role = known.size() == 1 ? 0 : threads.indexOf(matcher.group("thread"));
                String call = matcher.group("call");
                inOrder.add(new Point(role, call, counts.merge(role + call, 1, Integer::sum)));
            }
        }
        return inOrder;
    }

    /** Lets a child go and kills it at a call, if it comes to it; returns how it ended. */
    static String killAt(Child child, List<String> threads, Point point) throws IOException, InterruptedException {
        Process strace = attach(
                List.of(threads.get(point.role())),
                List.of(
                        "-o",
                        "/dev/null",
                        "-e",
                        "trace=" + point.call(),
                        "-e",
                        "inject=" + point.call() + ":signal=SIGKILL:when=" + point.which()));
        child.go();
        String end = child.end();
        strace.waitFor();
        return end;
    }

    private static Process attach(List<String> threads, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of("strace"));
        command.addAll(options);
        threads.forEach(thread -> command.addAll(List.of("-p", thread)));
        Process strace = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!awaitAttached(strace, threads.size())) {
            throw new IOException("strace may not trace a thread of another process");
        }
        return strace;
    }

    private static boolean awaitAttached(Process strace, int threads) throws IOException {
        BufferedReader said = strace.errorReader(StandardCharsets.UTF_8);
        for (int left = threads; left > 0; left--) {
            String line = said.readLine();
            if (line == null || !line.contains("attached")) {
                return false;
            }
        }
        return true;
    }
}
