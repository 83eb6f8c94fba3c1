package io.meepa.credentials.testkit.fake;

import static io.meepa.credentials.testkit.fake.FakeResource.KEY;

import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One key of a box, under an operation's tag: the one on record, or a new one in place of any whose value is lost. */
record KeyIssue(KeyClient client, boolean retrievable, IssueRequest request) {

    KeyState.Key key(String box) {
        return request.resumption().flatMap(earlier -> recorded(earlier, box)).orElseGet(() -> made(box));
    }

    private KeyState.Key made(String box) {
        KeyState.Key key = left().orElseGet(
                        () -> client.send(KeyRequest.createKey(request.tag().text(), box)));
        request.checkpoint().reached(new UpstreamResource(KEY, key.id()), Map.of(KEY, key.value()));
        return key;
    }

    /** What an earlier attempt made: used again if its value can be read, deleted if not. */
    private Optional<KeyState.Key> left() {
        List<KeyState.Key> keys = client.keys(request.tag().text());
        if (retrievable) {
            return keys.stream().findFirst();
        }
        keys.forEach(key -> client.send(KeyRequest.deleteKey(key.id())));
        return Optional.empty();
    }

    /** What is recorded has its value, and the service says when it ends. */
    private Optional<KeyState.Key> recorded(Resumption earlier, String box) {
        Optional<String> id = earlier.resource(KEY);
        Optional<Secret> value = Optional.ofNullable(earlier.secrets().get(KEY));
        if (id.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        String tag = request.tag().text();
        Optional<Instant> end = client.keys(tag).stream()
                .filter(key -> key.id().equals(id.get()))
                .findFirst()
                .flatMap(KeyState.Key::end);
        return Optional.of(new KeyState.Key(id.get(), tag, box, value.get(), true, end));
    }

    static List<CredentialItem> items(KeyState.Key key) {
        return List.of(
                new CredentialItem(ItemKeys.API_KEY, key.value(), ItemType.API_TOKEN),
                new CredentialItem(ItemKeys.API_KEY_ID, Secret.of(key.id()), ItemType.OTHER));
    }
}
