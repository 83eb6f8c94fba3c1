package io.meepa.credentials.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.tool.ToolProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class SupervisedProcessTest {

    private final GrantedEnvironment environment =
            Situation.ofAnEquippedAgent().grantingToken("GITHUB_TOKEN").environment();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final FirstByte errors = new FirstByte();

    @Test
    @DisplayName("F-06: what a tool prints by accident is masked, on both streams")
    void masksBothStreams() throws InterruptedException {
        int exitCode = run("printf 'out %s.' \"$GITHUB_TOKEN\"; printf 'err %s.' \"$GITHUB_TOKEN\" >&2; exit 7");
        assertThat(exitCode).isEqualTo(7);
        assertThat(text(output)).isEqualTo("out ***.");
        assertThat(text(errors)).isEqualTo("err ***.");
    }

    @Test
    void masksASecretThatComesInPieces() throws InterruptedException {
        run("for c in $(printf %s \"$GITHUB_TOKEN\" | sed 's/./& /g'); do printf %s \"$c\"; done; printf %s"
                + " \"$AGENT_EMAIL\"");
        assertThat(text(output)).isEqualTo("***meepa@example.com");
    }

    @Test
    void reportsWhichSignalEndedTheChild() throws InterruptedException {
        assertThat(run("kill -TERM $$")).isEqualTo(128 + 15);
    }

    @Test
    void passesASignalToTheChild() throws InterruptedException {
        FirstByte ready = new FirstByte();
        try (ToolProcess tool =
                start("trap 'echo caught; exit 3' TERM; echo ready; while :; do read line; done", ready)) {
            ready.await();
            tool.handle().destroy();
            assertThat(tool.waitFor()).isEqualTo(3);
        }
        assertThat(text(ready)).isEqualTo("ready\ncaught\n");
    }

    @Test
    void feedsTheChild() throws InterruptedException, IOException {
        try (ToolProcess tool = start("cat", output)) {
            try (OutputStream input = tool.input()) {
                input.write("hello".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(tool.waitFor()).isZero();
        }
        assertThat(text(output)).isEqualTo("hello");
    }

    @Test
    void endsTheChildAndItsChildrenWhenClosed() throws InterruptedException {
        FirstByte ready = new FirstByte();
        ToolProcess tool = start("sleep 1000 & echo ready; wait", ready);
        ready.await();
        var grandchild = tool.handle().descendants().findFirst().orElseThrow();
        tool.close();
        tool.close();
        assertThat(tool.handle().isAlive()).isFalse();
        assertThat(grandchild.onExit().orTimeout(120, TimeUnit.SECONDS).join().isAlive())
                .isFalse();
    }

    @Test
    void forcesAChildThatDoesNotEndWhenAsked() throws InterruptedException {
        FirstByte ready = new FirstByte();
        ProcessBuilder stubborn = new ProcessBuilder("/bin/sh", "-c", "trap '' TERM; echo ready; exec sleep 1000");
        environment.applyTo(stubborn);
        ToolProcess tool = SupervisedProcess.start(stubborn, environment.mask(), ready, errors, Duration.ofMillis(50));
        ready.await();
        tool.close();
        assertThat(tool.handle().isAlive()).isFalse();
        assertThat(tool.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void endsTheChildWhenItsOutputIsRefused() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space left");
            }
        };
        try (ToolProcess tool = start("while :; do echo more; done", full)) {
            assertThatThrownBy(tool::waitFor)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseMessage("no space left");
            assertThat(tool.handle().isAlive()).isFalse();
        }
    }

    @Test
    void endsTheChildWhenTheWaitIsInterrupted() {
        try (ToolProcess tool = start("sleep 1000", output)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(tool::waitFor).isInstanceOf(InterruptedException.class);
            assertThat(tool.handle().isAlive()).isFalse();
        }
    }

    @Test
    @DisplayName("a grandchild that holds the output keeps nobody waiting")
    void leavesAGrandchildThatHoldsTheOutput() throws InterruptedException {
        int exitCode;
        try (ToolProcess tool =
                impatient("printf %s \"$GITHUB_TOKEN\" | head -c 3; sleep 1000 & echo $! >&2; exit 4")) {
            exitCode = tool.waitFor();
        }
        boolean held = endOf(Long.parseLong(text(errors).strip()));
        assertThat(exitCode).isEqualTo(4);
        assertThat(held).isTrue();
        assertThat(text(output)).as("what the mask held back").hasSize(3);
    }

    @Test
    @DisplayName("a strayed grandchild that holds the output, and continues talking, does not outlast a close")
    void returnsAfterACloseWhateverHoldsTheOutput() throws InterruptedException {
        FirstByte ready = new FirstByte();
        ProcessBuilder command = new ProcessBuilder(
                "/bin/sh", "-c", "(while :; do echo more; sleep 0.01; done & echo $! >&2); exec sleep 1000");
        environment.applyTo(command);
        ToolProcess tool = SupervisedProcess.start(command, environment.mask(), ready, errors, Duration.ofSeconds(2));
        ready.await();
        errors.await();
        tool.close();
        assertThat(tool.waitFor()).isEqualTo(128 + 15);
        int passedOn = ready.size();
        assertThat(endOf(Long.parseLong(text(errors).strip()))).isTrue();
        assertThat(ready.size()).as("nothing comes after the end").isEqualTo(passedOn);
    }

    private ToolProcess impatient(String script) {
        return impatient(script, 2000);
    }

    private ToolProcess impatient(String script, int silence) {
        ProcessBuilder command = new ProcessBuilder("/bin/sh", "-c", script);
        environment.applyTo(command);
        return SupervisedProcess.start(command, environment.mask(), output, errors, Duration.ofMillis(silence));
    }

    /** Ends a process, and returns whether there was one. */
    private static boolean endOf(long id) {
        return ProcessHandle.of(id).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    @Test
    void saysThatAProgramIsMissing() {
        ProcessBuilder missing = new ProcessBuilder("no-such-program-here", "argument");
        assertThatThrownBy(() -> environment.start(missing, output, errors))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no-such-program-here")
                .hasMessageNotContaining("argument");
    }

    private int run(String script) throws InterruptedException {
        try (ToolProcess tool = start(script, output)) {
            return tool.waitFor();
        }
    }

    private ToolProcess start(String script, OutputStream target) {
        return environment.start(new ProcessBuilder("/bin/sh", "-c", script), target, errors);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Lets a test wait for a child's first word. */
    private static final class FirstByte extends ByteArrayOutputStream {

        private final CountDownLatch arrived = new CountDownLatch(1);

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            arrived.countDown();
        }

        void await() throws InterruptedException {
            assertThat(arrived.await(120, TimeUnit.SECONDS)).isTrue();
        }
    }
}
