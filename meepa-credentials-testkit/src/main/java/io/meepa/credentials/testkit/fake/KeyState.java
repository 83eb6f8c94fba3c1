package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.model.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Boxes and their keys, by id. Not thread-safe: the service locks. */
final class KeyState {

    static final String STRANGER = "stranger";

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private boolean newKeysWork = true;
    private Optional<Instant> newKeysEnd = Optional.empty();
    private int ids;
    private int mostKeys;

    Optional<Box> box(String id) {
        return Optional.ofNullable(boxes.get(id));
    }

    List<Box> boxes() {
        return List.copyOf(boxes.values());
    }

    Optional<Box> named(String tag) {
        return boxes.values().stream().filter(box -> box.tag().equals(tag)).findFirst();
    }

    Box create(String tag, String owner) {
        Box box = new Box(FakeResource.BOX + ++ids, tag, owner, true, true);
        boxes.put(box.id(), box);
        return box;
    }

    void change(String id, UnaryOperator<Box> change) {
        boxes.computeIfPresent(id, (same, box) -> change.apply(box));
    }

    void drift(String tag) {
        boxes.replaceAll((id, box) -> box.tag().equals(tag) ? box.tidied(false) : box);
    }

    /** Its keys go with it. */
    boolean deleteBox(String id) {
        keys.values().removeIf(key -> key.box().equals(id));
        return boxes.remove(id) != null;
    }

    Optional<Key> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    List<Key> keys(String tag) {
        return keys.values().stream().filter(key -> key.tag().equals(tag)).toList();
    }

    Key createKey(String tag, String box) {
        String id = FakeResource.KEY + ++ids;
        Key key = new Key(id, tag, box, Secret.of("value-canary-of-" + id), newKeysWork, newKeysEnd);
        keys.put(id, key);
        mostKeys = Math.max(mostKeys, keys.size());
        return key;
    }

    boolean deleteKey(String id) {
        return keys.remove(id) != null;
    }

    boolean accepts(Secret value) {
        return keys.values().stream().anyMatch(key -> key.works() && key.value().matches(value));
    }

    void newKeysWork(boolean work) {
        newKeysWork = work;
    }

    void newKeysEnd(Optional<Instant> end) {
        newKeysEnd = end;
    }

    void dropKeys() {
        keys.clear();
    }

    int mostKeys() {
        return mostKeys;
    }

    List<FakeResource> resources() {
        List<FakeResource> all = new ArrayList<>();
        boxes.values().stream()
                .filter(box -> !box.owner().equals(STRANGER))
                .forEach(box -> all.add(new FakeResource(FakeResource.BOX, box.id(), box.tag(), "")));
        keys.values().forEach(key -> all.add(new FakeResource(FakeResource.KEY, key.id(), key.tag(), key.box())));
        return all;
    }

    /** The strangers' boxes that are as they were made. */
    int untouched() {
        Stream<Box> strange = boxes.values().stream().filter(box -> box.owner().equals(STRANGER));
        return (int) strange.filter(box -> box.on() && box.tidy()).count();
    }

    /**
     * A box.
     *
     * @param id its id
     * @param tag the tag that it bears
     * @param owner the account that it belongs to
     * @param on whether it is switched on
     * @param tidy whether it is as it was asked for
     */
    record Box(String id, String tag, String owner, boolean on, boolean tidy) {

        Box switched(boolean now) {
            return new Box(id, tag, owner, now, tidy);
        }

        Box tidied(boolean now) {
            return new Box(id, tag, owner, on, now);
        }
    }

    /**
     * A key of a box.
     *
     * @param id its id
     * @param tag the tag of the operation that made it
     * @param box the id of its box
     * @param value what tools use
     * @param works whether the service accepts it
     * @param end when it ends by itself, as the service says
     */
    record Key(String id, String tag, String box, Secret value, boolean works, Optional<Instant> end) {}
}
