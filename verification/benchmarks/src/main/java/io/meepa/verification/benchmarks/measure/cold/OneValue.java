package io.meepa.verification.benchmarks.measure.cold;

import io.meepa.verification.benchmarks.child.PrintOne;
import io.meepa.verification.benchmarks.child.PrintOneOfFile;
import io.meepa.verification.benchmarks.sample.SampleHome;
import java.util.List;

/** The two ways in which a cold process comes to one value. */
enum OneValue {
    /** By the codec alone: a file and an identity, as a program that decrypts has them. */
    BY_CODEC("file", "cold process, one value by the codec alone") {
        @Override
        List<String> program(SampleHome home) {
            return List.of(
                    PrintOneOfFile.class.getName(),
                    home.document().toString(),
                    home.keyFile().toString());
        }
    },
    /** By a manager: configuration, plug-ins, store and locks too. */
    BY_MANAGER("manager", "cold process, one value by a whole manager") {
        @Override
        List<String> program(SampleHome home) {
            return List.of(
                    PrintOne.class.getName(),
                    home.folder().toString(),
                    SampleHome.AGENT.value(),
                    SampleHome.key(0).service());
        }
    };

    private final String shortly;
    private final String process;

    OneValue(String shortly, String process) {
        this.shortly = shortly;
        this.process = process;
    }

    /** Returns the main class and its arguments. */
    abstract List<String> program(SampleHome home);

    String shortly() {
        return shortly;
    }

    String process() {
        return process;
    }
}
