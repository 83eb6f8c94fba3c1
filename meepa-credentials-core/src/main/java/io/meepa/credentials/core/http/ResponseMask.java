package io.meepa.credentials.core.http;

import io.meepa.credentials.core.http.answer.ContentDecoding;
import io.meepa.credentials.core.masking.SecretMask;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.OutputMask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Hides the values of one exchange in everything that comes back. Lives as long as the exchange. Thread-safe. */
final class ResponseMask implements AutoCloseable {

    /** Hides nothing. */
    static final ResponseMask NONE = new ResponseMask(List.of());

    private static final int DEEPEST = 32;

    private final List<AddedValue> values;
    private @Nullable OutputMask mask;

    private ResponseMask(List<AddedValue> values) {
        this.values = values;
    }

    /** Returns a mask that hides further values too. */
    ResponseMask with(List<AddedValue> further) {
        if (further.isEmpty()) {
            return this;
        }
        List<AddedValue> all = new ArrayList<>(values);
        all.addAll(further);
        return new ResponseMask(all);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Returns the mask, made at the first call: it is best made while the request is on its way. */
    synchronized OutputMask mask() {
        if (mask == null) {
            Map<String, Secret> secrets = new HashMap<>();
            values.forEach(value ->
                    value.masked().forEach((name, secret) -> secrets.put(name + secrets.size(), secret)));
            mask = SecretMask.of(secrets);
        }
        return mask;
    }

    /**
     * Returns headers without values.
     *
     * @param decoded whether to leave out those that describe the body as it was before it was decoded and masked
     */
    HttpHeaders headers(HttpHeaders headers, boolean decoded) {
        boolean clean = !hides(String.valueOf(headers.map()));
        Map<String, List<String>> masked = new HashMap<>();
        headers.map().forEach((name, texts) -> {
            if (clean || !hides(name)) {
                masked.put(
                        name, clean ? texts : texts.stream().map(mask()::apply).toList());
            }
        });
        return HttpHeaders.of(masked, (name, text) -> !decoded || !ContentDecoding.describes(name));
    }

    /** Returns whether a text has a value in it, in any spelling. */
    boolean hides(String text) {
        return !mask().apply(text).equals(text);
    }

    /** Returns the cause of a failure as it is, or one that says as much without a value. */
    Throwable failure(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof UncheckedIOException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return isEmpty() || !reveals(cause, 0)
                ? cause
                : new IOException("the exchange failed: " + mask().apply(String.valueOf(cause.getMessage())));
    }

    private boolean reveals(@Nullable Throwable failure, int depth) {
        if (failure == null) {
            return false;
        }
        // What is not looked at is not passed on.
        if (depth > DEEPEST || hides(String.valueOf(failure.getMessage())) || reveals(failure.getCause(), depth + 1)) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (reveals(suppressed, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Wipes the values. A mask that was made stays usable, for a body that is still read. */
    @Override
    public void close() {
        values.forEach(AddedValue::close);
    }
}
