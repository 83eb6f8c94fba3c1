package io.meepa.verification.failover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Machines as network namespaces on a bridge of this one. A cut goes one way and in silence: packets go to an address that
 * nobody has. What is made here is gone when it is closed. Linux, as root. Not thread-safe.
 */
final class MachineNetwork implements AutoCloseable {

    private static final String BRIDGE = "meepa-proof";
    private static final String NET = "10.77.93.";
    private static final String NOBODY = "02:00:00:00:00:01";

    /** The address of this machine. */
    static final String CONTROL = NET + "1";

    private final Map<String, String> addresses = new LinkedHashMap<>();

    MachineNetwork(List<String> machines) {
        close(machines);
        run("ip", "link", "add", BRIDGE, "type", "bridge");
        run("ip", "addr", "add", CONTROL + "/24", "dev", BRIDGE);
        run("ip", "link", "set", BRIDGE, "up");
        machines.forEach(this::add);
    }

    /** Returns whether this machine can have one: Linux, root, and the program. */
    static boolean possible() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("user.name").equals("root")
                && (Files.isExecutable(Path.of("/usr/sbin/ip")) || Files.isExecutable(Path.of("/sbin/ip")));
    }

    private void add(String machine) {
        String address = NET + (11 + addresses.size());
        String outside = "mp-" + machine;
        run("ip", "netns", "add", space(machine));
        run("ip", "link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", space(machine));
        run("ip", "link", "set", outside, "master", BRIDGE, "up");
        within(machine, "ip", "addr", "add", address + "/24", "dev", "eth0");
        within(machine, "ip", "link", "set", "eth0", "up");
        within(machine, "ip", "link", "set", "lo", "up");
        addresses.put(machine, address);
    }

    String address(String machine) {
        String address = addresses.get(machine);
        if (address == null) {
            throw new IllegalArgumentException(machine);
        }
        return address;
    }

    /** Returns the beginning of a command line of a machine. */
    List<String> prefix(String machine) {
        return List.of("ip", "netns", "exec", space(machine));
    }

    /** From now on nothing of the first machine arrives at the second. */
    void cut(String from, String to) {
        within(from, "ip", "neigh", "replace", address(to), "lladdr", NOBODY, "nud", "permanent", "dev", "eth0");
    }

    /** Ends a cut. */
    void mend(String from, String to) {
        within(from, "ip", "neigh", "del", address(to), "dev", "eth0");
    }

    private static String space(String machine) {
        return "meepa-proof-" + machine;
    }

    private void within(String machine, String... command) {
        List<String> all = new java.util.ArrayList<>(prefix(machine));
        all.addAll(List.of(command));
        run(all.toArray(String[]::new));
    }

    private static void run(String... command) {
        String output = output(command);
        if (!output.isEmpty()) {
            throw new IllegalStateException(String.join(" ", command) + ": " + output);
        }
    }

    private static String output(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : "failed: " + output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void close(List<String> machines) {
        machines.forEach(machine -> output("ip", "netns", "del", space(machine)));
        machines.forEach(machine -> output("ip", "link", "del", "mp-" + machine));
        output("ip", "link", "del", BRIDGE);
    }

    @Override
    public void close() {
        close(List.copyOf(addresses.keySet()));
    }
}
