package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A finding's remedy: the state that produces the finding, and what its message says to do. */
final class Remedy {

    private static final Pattern CHMOD = Pattern.compile("chmod (\\S+) (\\S+)");

    private final String code;
    private final boolean settled;
    private final Step arrangement;
    private final Advice advice;

    private Remedy(String code, boolean settled, Step arrangement, Advice advice) {
        this.code = code;
        this.settled = settled;
        this.arrangement = arrangement;
        this.advice = advice;
    }

    /** Returns a remedy on a host where everything was well before. */
    static Remedy settled(String code, Step arrangement, Step advice) {
        return new Remedy(code, true, arrangement, (fixture, message) -> advice.take(fixture));
    }

    static Remedy settled(String code, Step arrangement, Advice advice) {
        return new Remedy(code, true, arrangement, advice);
    }

    /** Returns a remedy on a host that the arrangement itself sets up. */
    static Remedy unsettled(String code, Step arrangement, Step advice) {
        return new Remedy(code, false, arrangement, (fixture, message) -> advice.take(fixture));
    }

    String code() {
        return code;
    }

    void arrange(DoctorFixture fixture) throws Exception {
        if (settled) {
            fixture.settle();
        }
        arrangement.take(fixture);
    }

    void follow(DoctorFixture fixture, String message) throws Exception {
        advice.follow(fixture, message);
    }

    /** Runs the command that a message names, as it stands. */
    static void runChmod(DoctorFixture fixture, String message) throws IOException, InterruptedException {
        Matcher command = CHMOD.matcher(message);
        assertThat(command.find()).as(message).isTrue();
        Process chmod = new ProcessBuilder("chmod", command.group(1), command.group(2)).start();
        assertThat(chmod.waitFor()).isZero();
    }

    @Override
    public String toString() {
        return code;
    }

    /** Something that happens to a host. */
    interface Step {

        void take(DoctorFixture fixture) throws Exception;
    }

    /** What is done because a message says so. */
    interface Advice {

        void follow(DoctorFixture fixture, String message) throws Exception;
    }
}
