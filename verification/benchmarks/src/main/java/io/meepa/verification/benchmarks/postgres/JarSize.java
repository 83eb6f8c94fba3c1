package io.meepa.verification.benchmarks.postgres;

import io.meepa.credentials.sops.store.SopsFileStore;
import io.meepa.credentials.store.postgres.PostgresStore;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Spread;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sampling.Bench;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** P-j: how large the module is beside the one with the codec. */
public final class JarSize implements Measure {

    /** Creates the measure. */
    public JarSize() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        long ours = size(PostgresStore.class);
        long sops = size(SopsFileStore.class);
        return List.of(Result.ratio(
                "jar of meepa-store-postgres ÷ of meepa-store-sops",
                Spread.of((double) ours / sops),
                Target.atMost(0.25),
                ours + " B and " + sops + " B"));
    }

    /** A build without jars has folders of classes, which are packed here as a jar packs them. */
    private static long size(Class<?> type) throws IOException, URISyntaxException {
        Path place =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return Files.isDirectory(place) ? packed(place) : Files.size(place);
    }

    private static long packed(Path folder) throws IOException {
        AtomicLong size = new AtomicLong();
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int b) {
                size.incrementAndGet();
            }
        };
        try (ZipOutputStream zip = new ZipOutputStream(counting);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return size.get();
    }
}
