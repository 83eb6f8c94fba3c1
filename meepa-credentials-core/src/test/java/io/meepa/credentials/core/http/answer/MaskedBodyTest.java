package io.meepa.credentials.core.http.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.core.masking.SecretMask;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.OutputMask;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class MaskedBodyTest {

    private static final String SECRET = "canary-of-a-masked-body";

    private final Recipient recipient = new Recipient();
    private final Source source = new Source();
    private final MaskedBody<String> body = new MaskedBody<>(recipient, ContentDecoding.IDENTITY, mask());

    private static OutputMask mask() {
        return SecretMask.of(Map.of("token", Secret.of(SECRET)));
    }

    private void pass(String text) {
        body.onNext(List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    @DisplayName("passes on what is decided at once, for streams that do not end")
    void passesOnAtOnce() {
        body.onSubscribe(source);
        recipient.request(1);

        pass("data: 1\n\n");

        assertThat(recipient.text).hasToString("data: 1\n\n");
    }

    @Test
    @DisplayName("a value in pieces is found; a piece that may begin one costs no demand")
    void holdsBackTheBeginning() {
        body.onSubscribe(source);
        recipient.request(1);

        pass(SECRET.substring(0, 9));
        assertThat(recipient.text.toString()).isEmpty();
        assertThat(source.requested).isEqualTo(2);
        pass(SECRET.substring(9) + "!");

        assertThat(recipient.text).hasToString("***!");
        assertThat(recipient.pieces).isEqualTo(1);
    }

    @Test
    @DisplayName("the rest waits until it is asked for, and comes before the end")
    void endsInOrder() {
        body.onSubscribe(source);
        recipient.request(1);
        pass("x canary-");
        assertThat(recipient.text).hasToString("x ");

        body.onComplete();
        assertThat(recipient.completed).isFalse();
        recipient.request(1);

        assertThat(recipient.text).hasToString("x canary-");
        assertThat(recipient.completed).isTrue();
        assertThat(recipient.pieces).isEqualTo(2);
    }

    @Test
    void endsAtOnceWhenNothingIsLeft() {
        body.onSubscribe(source);
        recipient.request(Long.MAX_VALUE);
        recipient.request(5);
        pass("whole");

        body.onComplete();
        body.onComplete();

        assertThat(recipient.completed).isTrue();
    }

    @Test
    void passesFailuresOnOnce() {
        body.onSubscribe(source);
        recipient.request(1);

        body.onError(new IOException("reset"));
        body.onError(new IOException("again"));
        pass("late");
        body.onComplete();

        assertThat(recipient.failures).extracting(Throwable::getMessage).containsExactly("reset");
        assertThat(recipient.completed).isFalse();
        assertThat(recipient.text.toString()).isEmpty();
    }

    @Test
    @DisplayName("a body that cannot be decoded fails, and the rest is not read")
    void failsWhenBroken() {
        MaskedBody<String> zipped = new MaskedBody<>(recipient, ContentDecoding.GZIP, mask());
        zipped.onSubscribe(source);
        recipient.request(1);

        zipped.onNext(List.of(ByteBuffer.wrap("no zip file at all".getBytes(StandardCharsets.UTF_8))));

        assertThat(recipient.failures).hasSize(1);
        assertThat(source.cancelled).isTrue();
    }

    @Test
    void failsWhenCutOff() {
        MaskedBody<String> zipped = new MaskedBody<>(recipient, ContentDecoding.GZIP, mask());
        zipped.onSubscribe(source);
        recipient.request(1);
        zipped.onNext(List.of(ByteBuffer.wrap(new byte[] {0x1f, (byte) 0x8b})));

        zipped.onComplete();

        assertThat(recipient.failures).hasSize(1);
        assertThatThrownBy(() -> zipped.getBody().toCompletableFuture().getNow(""))
                .hasMessageContaining("cut off");
    }

    private static final class Source implements Flow.Subscription {
        private long requested;
        private boolean cancelled;

        @Override
        public void request(long pieces) {
            requested += pieces;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private static final class Recipient implements BodySubscriber<String> {
        private final CompletableFuture<String> body = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final List<Throwable> failures = new ArrayList<>();
        private Flow.Subscription subscription = new Source();
        private int pieces;
        private boolean completed;

        void request(long more) {
            subscription.request(more);
        }

        @Override
        public CompletionStage<String> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            pieces++;
            buffers.forEach(buffer -> text.append(StandardCharsets.UTF_8.decode(buffer)));
        }

        @Override
        public void onError(Throwable failure) {
            failures.add(failure);
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            completed = true;
            body.complete(text.toString());
        }
    }
}
