package io.meepa.verification.benchmarks.growth;

import io.meepa.credentials.sops.Identity;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** P13: what a SOPS file of 10 to 100,000 values costs to read, to update and to write. Prints ratios only. */
public final class Growth {

    private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000, 100_000);
    private static final int COMPARED = 10_000;
    private static final int ROUNDS = 5;
    private static final int WARM_UPS = 400;
    private static final double STEEPEST = 1.05;
    private static final double LARGEST_SHARE = 1 / 40.0;

    private static final List<Operation> OPERATIONS = List.of(
            new Operation("read", Sample::open),
            new Operation("update one value", Sample::update),
            new Operation("write", Sample::write));

    private final Identity identity = Identity.generate();
    private final Meter meter = new Meter(ROUNDS);
    private final PrintStream out;

    private Growth(PrintStream out) {
        this.out = out;
    }

    /**
     * Measures.
     *
     * @param args not used
     * @throws IOException if there is no room for a file
     */
    @SuppressWarnings("SystemOut") // A program for people.
    public static void main(String[] args) throws IOException {
        new Growth(System.out).run();
    }

    private void run() throws IOException {
        warmUp();
        List<Curve> curves = curves();
        String sizes = SIZES.stream()
                .map(size -> String.format(Locale.ROOT, "%,d", size))
                .collect(Collectors.joining(" | "));
        out.println("| cost of one value | " + sizes + " | exponent | last decade |");
        out.println("| --- |" + " --- |".repeat(SIZES.size() + 2));
        curves.forEach(curve -> out.println(curve.row()));
        double worst = curves.stream().mapToDouble(Curve::exponent).max().orElseThrow();
        out.printf(Locale.ROOT, "steepest exponent: %.3f (%s)%n", worst, assessment(worst <= STEEPEST));
        compare();
    }

    private static String assessment(boolean met) {
        return met ? "met" : "NOT met";
    }

    private void warmUp() {
        Sample sample = Sample.of(identity, 1_000);
        for (int i = 0; i < WARM_UPS; i++) {
            OPERATIONS.forEach(operation -> meter.run(operation.on(sample)));
        }
    }

    private List<Curve> curves() {
        List<Sample> samples =
                SIZES.stream().map(size -> Sample.of(identity, size)).toList();
        List<Curve> curves = new ArrayList<>();
        for (Operation operation : OPERATIONS) {
            List<Cost> costs = samples.stream()
                    .map(sample -> meter.of(operation.on(sample)))
                    .toList();
            curves.add(curve(operation.name() + ": time", costs.stream().map(Cost::nanos)));
            curves.add(curve(
                    operation.name() + ": memory allocated", costs.stream().map(Cost::bytes)));
        }
        curves.add(curve(
                "an open document: memory retained", samples.stream().map(sample -> meter.retained(sample::open))));
        return curves;
    }

    private static Curve curve(String what, Stream<Double> costs) {
        return new Curve(what, SIZES, costs.toList());
    }

    private void compare() throws IOException {
        Optional<RealSops> sops = RealSops.find(identity);
        if (sops.isEmpty()) {
            out.println("read ÷ sops decrypt: skipped, no sops on the PATH or in the folders of SOPS_PROGRAMS");
            return;
        }
        Sample sample = Sample.of(identity, COMPARED);
        Path file = Files.createTempFile("growth", ".json");
        try {
            Files.write(file, sample.file());
            double ratio = ratio(sample::open, () -> sops.get().decrypt(file));
            String what = String.format(Locale.ROOT, "read ÷ sops decrypt at %,d values", COMPARED);
            out.printf(Locale.ROOT, "%s: 1/%.0f (%s)%n", what, 1 / ratio, assessment(ratio <= LARGEST_SHARE));
        } finally {
            Files.delete(file);
        }
    }

    /** In turns and by the clock on the wall: whatever else the machine does meets both. */
    private static double ratio(Runnable ours, Runnable theirs) {
        double[] ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ratios[i] = elapsed(ours) / elapsed(theirs);
        }
        Arrays.sort(ratios);
        return ratios[ROUNDS / 2];
    }

    private static double elapsed(Runnable operation) {
        long start = System.nanoTime();
        operation.run();
        return System.nanoTime() - start;
    }

    private record Operation(String name, Function<Sample, Object> action) {

        Supplier<Object> on(Sample sample) {
            return () -> action.apply(sample);
        }
    }
}
