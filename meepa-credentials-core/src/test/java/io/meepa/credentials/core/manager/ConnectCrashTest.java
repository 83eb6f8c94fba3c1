package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.connect.Connection.State;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.ConsentException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A kill at every write and every call of a connection's life. */
class ConnectCrashTest {

    private ConnectScene scene = new ConnectScene();

    @Test
    @DisplayName("T-19: a kill at any point of completing trades a code at most once, and a new sign-in always works")
    void completesAtMostOnceAfterAKill() {
        int points = 0;
        int connected = 0;
        while (killedAt(points + 1)) {
            points++;
            assertThat(scene.upstream.trades.get()).isLessThanOrEqualTo(1);
            boolean there = !scene.store.document("meepa").entries().isEmpty();
            connected += there ? 1 : 0;
            assertThat(scene.connect("meepa", "ada:2").state())
                    .as("point " + points)
                    .isEqualTo(State.ACTIVE);
            assertThat(scene.store.document("meepa").entries()).hasSize(1);
        }
        System.out.println("proof: connect: crash points=" + points + " connected all the same=" + connected
                + " codes traded twice=0");
        assertThat(points).isEqualTo(6);
    }

    @Test
    @DisplayName("a kill at any point of disconnecting loses no revocation")
    void disconnectsAfterAKill() {
        int points = 0;
        while (killedWhileDisconnecting(points + 1)) {
            points++;
            if (!scene.with(connections -> connections.list()).get(0).state().equals(State.DISCONNECTED)) {
                finish();
            }
            assertThat(scene.upstream.revoked).as("point " + points).contains("access-of-ada:1");
        }
        assertThat(points).isGreaterThanOrEqualTo(4);
    }

    private void finish() {
        State state = scene.with(connections -> connections.list()).get(0).state();
        if (state == State.ACTIVE) {
            scene.with(connections -> connections.disconnect(ConnectScene.KEY));
        } else {
            scene.clock.advance(Duration.ofHours(1));
            scene.with("meepa", agent -> agent.provision());
        }
    }

    private boolean killedAt(int nth) {
        scene = new ConnectScene();
        Consent consent = scene.begin();
        steps(killer(nth));
        try {
            scene.complete(consent, "ada:1");
            return false;
        } catch (Crash e) {
            steps(() -> {});
            int before = scene.upstream.trades.get();
            // The browser is reloaded: the callback comes once more.
            if (before == 1) {
                assertThatThrownBy(() -> scene.complete(consent, "ada:1")).isInstanceOf(ConsentException.class);
            }
            return true;
        } finally {
            steps(() -> {});
        }
    }

    private boolean killedWhileDisconnecting(int nth) {
        scene = new ConnectScene();
        scene.connect("meepa", "ada:1");
        steps(killer(nth));
        try {
            scene.with(connections -> connections.disconnect(ConnectScene.KEY));
            return false;
        } catch (Crash e) {
            return true;
        } finally {
            steps(() -> {});
        }
    }

    private static Runnable killer(int nth) {
        int[] left = {nth};
        return () -> {
            if (--left[0] == 0) {
                throw new Crash();
            }
        };
    }

    private void steps(Runnable step) {
        scene.upstream.before = step;
        scene.upstream.after = step;
        scene.store.beforeWrite = document -> step.run();
        scene.store.afterWrite = document -> step.run();
    }
}
