package io.meepa.verification.benchmarks.measure.cold;

import io.meepa.verification.benchmarks.child.ClassPath;
import io.meepa.verification.benchmarks.child.Hello;
import io.meepa.verification.benchmarks.peer.Commands;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Processes that open and print one value, from start to exit, and those that print a word. */
final class ColdProcesses {

    private final Path folder;
    private final SampleHome home;
    private final String host;
    private final String bare;

    ColdProcesses(Bench bench) throws IOException {
        this.folder = bench.folder();
        this.home = SampleHome.create(folder.resolve("home"));
        this.host = ClassPath.host(folder);
        this.bare = ClassPath.bare(folder);
    }

    SampleHome home() {
        return home;
    }

    String print(OneValue value, Launch launch) throws IOException, InterruptedException {
        String printed = run(launch.command(host, value.program(home)));
        if (!printed.contains("@example.com")) {
            throw new IllegalStateException("the process printed something else");
        }
        return printed;
    }

    String hello(Launch launch) throws IOException, InterruptedException {
        return run(launch.command(bare, List.of(Hello.class.getName())));
    }

    /** Returns a launch with the archive of the classes that one value takes. */
    Launch archived(OneValue value) throws IOException, InterruptedException {
        Path archive = folder.resolve(value + ".jsa");
        print(value, Launch.here().writingArchive(archive));
        return Launch.here().withArchive(archive);
    }

    /** Returns a launch with the cache of what one value takes. */
    Launch cached(OneValue value, Launch launch) throws IOException, InterruptedException {
        Path cache = folder.resolve(value + ".aot");
        print(value, launch.writingCache(cache));
        return launch.withCache(cache);
    }

    /** Returns a launch with the cache of what a word takes. */
    Launch cachedHello(Launch launch) throws IOException, InterruptedException {
        Path cache = folder.resolve("hello.aot");
        hello(launch.writingCache(cache));
        return launch.withCache(cache);
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        return Commands.run(folder, Map.of(), command);
    }
}
