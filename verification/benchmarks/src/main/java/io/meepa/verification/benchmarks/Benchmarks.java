package io.meepa.verification.benchmarks;

import io.meepa.verification.benchmarks.figure.Line;
import io.meepa.verification.benchmarks.report.Chart;
import io.meepa.verification.benchmarks.report.Machine;
import io.meepa.verification.benchmarks.report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes the measures one after the other and says what they come to. */
public final class Benchmarks {

    private final PrintStream out;
    private final Path folder;
    private final boolean quick;

    private Benchmarks(PrintStream out, Path folder, boolean quick) {
        this.out = out;
        this.folder = folder;
        this.quick = quick;
    }

    /**
     * Runs.
     *
     * @param args the folder to write to, which measures (all, or some with commas between), and whether to be quick
     * @throws Exception if a measure fails
     */
    @SuppressWarnings("SystemOut") // A program for people.
    public static void main(String[] args) throws Exception {
        new Benchmarks(System.out, Files.createDirectories(Path.of(args[0])), Boolean.parseBoolean(args[2]))
                .run(chosen(args[1]));
    }

    private static List<String> chosen(String text) {
        if (text.equals("all")) {
            return Measures.ids();
        }
        List<String> ids = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        ids.forEach(Measures::of);
        return ids;
    }

    private void run(List<String> ids) throws IOException, InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (String id : ids) {
            for (Line line : Fork.take(id, folder, quick)) {
                out.println(Table.line(line));
                lines.add(line);
            }
        }
        String machine = Machine.describe(quick);
        Files.writeString(folder.resolve("benchmarks.md"), Table.markdown(lines) + "\n" + machine + "\n");
        Files.writeString(folder.resolve("benchmarks.svg"), Chart.of(lines));
        out.println();
        out.println(Table.text(lines));
        out.println(machine);
        out.println("As a table and a picture: " + folder.resolve("benchmarks.md") + ", "
                + folder.resolve("benchmarks.svg"));
    }
}
