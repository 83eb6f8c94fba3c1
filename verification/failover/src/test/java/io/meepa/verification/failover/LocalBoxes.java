package io.meepa.verification.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Sells boxes in this process. Takes some milliseconds per call. */
final class LocalBoxes implements Boxes {

    private final Map<String, Box> live = new ConcurrentHashMap<>();

    @Override
    public Box create(String tag) {
        pause();
        Box box = new Box("box-" + UUID.randomUUID(), tag, "secret-" + UUID.randomUUID());
        live.put(box.id(), box);
        pause();
        return box;
    }

    @Override
    public Optional<Box> find(String tag) {
        pause();
        return live.values().stream().filter(box -> box.tag().equals(tag)).findFirst();
    }

    @Override
    public boolean delete(String id) {
        pause();
        return live.remove(id) != null;
    }

    /** The ids of the live boxes of an agent. */
    List<String> of(String agent) {
        List<String> ids = new ArrayList<>();
        live.values().stream()
                .filter(box -> box.tag().contains("." + agent + "."))
                .forEach(box -> ids.add(box.id()));
        return ids;
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, 30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
