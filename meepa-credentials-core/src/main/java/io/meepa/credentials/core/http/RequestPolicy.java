package io.meepa.credentials.core.http;

import io.meepa.credentials.core.config.grant.WireLog;
import io.meepa.credentials.core.operation.Events;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.RequestRefusedException;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.AgentId;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides for each request, redirects included, whether it may be sent and what is added to it.
 *
 * @param agent whose client it is
 * @param rules the rules of this client, those of longer paths first
 * @param values reads the values
 * @param addresses checks hosts
 * @param events reports what is added
 */
record RequestPolicy(AgentId agent, List<BoundRule> rules, ItemValues values, AddressCheck addresses, Events events) {

    /** Sorts the rules: of two for one place the narrower one adds its value. */
    RequestPolicy {
        rules = rules.stream()
                .sorted(Comparator.comparingInt(
                                (BoundRule rule) -> rule.target().path().length())
                        .reversed())
                .toList();
    }

    /**
     * Prepares the request that a caller made.
     *
     * @throws RequestRefusedException if it must not be sent
     * @throws IOException if its host is unknown or its body cannot be read
     */
    PreparedRequest first(HttpRequest request) throws IOException {
        return new Preparation(request).prepared(ResponseMask.NONE, false);
    }

    /**
     * Prepares the request that a redirect leads to.
     *
     * @throws RequestRefusedException if it must not be sent
     * @throws IOException if its host is unknown
     */
    PreparedRequest next(HttpRequest request, ResponseMask before) throws IOException {
        return new Preparation(request).prepared(before, true);
    }

    /** One request on its way through the rules. */
    private final class Preparation {

        private final HttpRequest request;
        private final RequestEditor editor;
        private final List<AddedValue> added = new ArrayList<>();
        private final List<AddedValue> hidden = new ArrayList<>();

        Preparation(HttpRequest request) {
            this.request = request;
            this.editor = new RequestEditor(request);
        }

        PreparedRequest prepared(ResponseMask before, boolean redirected) throws IOException {
            addresses.require(request.uri(), false);
            List<BoundRule> matching = rules.stream()
                    .filter(rule -> RequestMatch.matches(rule.target(), request))
                    .toList();
            Optional<HeaderReference> reference = HeaderReference.in(request);
            if (reference.isPresent()) {
                resolve(reference.get(), matching, redirected);
            }
            for (BoundRule rule : matching) {
                if (editor.isFree(rule.target().placement())) {
                    value(rule).ifPresent(value -> {
                        editor.add(value);
                        added.add(value);
                    });
                }
            }
            if (!added.isEmpty()) {
                addresses.require(request.uri(), true);
                requireSilentLog();
            }
            hideAtTheSameHost();
            ResponseMask mask = before.with(hidden);
            if (!mask.isEmpty()) {
                editor.limitEncodings();
            }
            return new PreparedRequest(request, editor.request(), mask, added);
        }

        private void resolve(HeaderReference reference, List<BoundRule> matching, boolean redirected)
                throws IOException {
            Optional<BoundRule> rule = matching.stream()
                    .filter(one -> reference.means(one, agent)
                            && RequestEditor.isPlace(reference, one.target().placement()))
                    .findFirst();
            if (rule.isEmpty() && redirected) {
                editor.drop(reference);
                return;
            }
            BoundRule found = rule.orElseThrow(() -> new RequestRefusedException("no rule of agent " + agent + " adds "
                    + reference.reference() + " to the header " + reference.header() + " of " + request.method() + " "
                    + RequestMatch.scheme(request.uri()) + "://" + request.uri().getHost()
                    + "; nothing was sent: correct the request, or credentials.http.rules"));
            requireNoSecondCopy();
            AddedValue value = value(found)
                    .orElseThrow(() -> new CredentialNotFoundException("agent " + agent + " has no " + found.subject()
                            + " in use, which the rule " + found.name() + " adds; nothing was sent"));
            editor.replace(reference, value);
            added.add(value);
        }

        /** Nothing in a body is ever replaced. A copy there is an attempt to have it replaced. */
        private void requireNoSecondCopy() throws IOException {
            Optional<HttpRequest.BodyPublisher> body =
                    request.bodyPublisher().filter(publisher -> publisher.contentLength() != 0);
            if (body.isEmpty()) {
                return;
            }
            byte[] whole = WholeBody.of(body.get());
            if (HeaderReference.isIn(whole)) {
                throw new RequestRefusedException(
                        "a request to " + request.uri().getHost()
                                + " has a reference in a header and another one in its body; nothing was sent");
            }
            editor.body(BodyPublishers.ofByteArray(whole));
        }

        private Optional<AddedValue> value(BoundRule rule) {
            Optional<AddedValue> value = values.has(rule)
                    ? events.around(
                            agent, Kind.INJECT, "http " + rule.name() + " " + rule.subject(), () -> values.toAdd(rule))
                    : values.toAdd(rule);
            value.ifPresent(hidden::add);
            return value;
        }

        /** Another path of the host may repeat what was sent to this one. */
        private void hideAtTheSameHost() {
            rules.stream()
                    .filter(rule -> RequestMatch.isNamed(rule.target().host(), request.uri()))
                    .filter(rule ->
                            hidden.stream().noneMatch(value -> value.rule().equals(rule)))
                    .forEach(rule -> values.stored(rule).ifPresent(hidden::add));
        }

        private void requireSilentLog() {
            WireLog.property().ifPresent(property -> {
                throw new RequestRefusedException("this JVM was started with " + property
                        + ", by which the JDK logs what it sends: start it without; nothing was sent");
            });
        }
    }
}
