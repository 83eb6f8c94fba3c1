package io.meepa.verification.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** What the figures were taken on. */
public final class Machine {

    private Machine() {}

    /**
     * Describes this machine and Java.
     *
     * @param quick whether the run was a short one
     * @return a sentence or two
     */
    @SuppressWarnings("JavaTimeDefaultTimeZone")
    public static String describe(boolean quick) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%s, %s; %s %s; %d cores (%s), %s of memory, %s; load when it ended %.1f.%s",
                LocalDate.now(ZoneOffset.UTC),
                property("java.vendor") + " Java " + property("java.version"),
                system.getName(),
                system.getVersion(),
                system.getAvailableProcessors(),
                found("/proc/cpuinfo", "model name"),
                memory(),
                system.getArch(),
                system.getSystemLoadAverage(),
                quick ? " A short run: orders of magnitude only." : "");
    }

    private static String memory() {
        String total = found("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "");
        return total.isEmpty() ? "an unknown amount" : Math.round(Long.parseLong(total) / (1024.0 * 1024.0)) + " GiB";
    }

    private static String found(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
