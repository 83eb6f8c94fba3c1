package io.meepa.verification.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Opens a copy of a fixture's home and takes steps in it. */
final class Course {

    private static final String MADE = "made by this run";

    private final Fixture fixture;
    private final Path home;
    private final Upstream upstream;
    private final ManualClock clock;

    Course(Fixture fixture, Path folderOfTest) throws IOException {
        this.fixture = fixture;
        this.home = fixture.copyTo(folderOfTest);
        this.upstream = Upstream.read(fixture.json("upstream.json"));
        this.clock = ManualClock.at(fixture.now());
    }

    Path home() {
        return home;
    }

    Build open() throws IOException {
        return Build.open(home, clock, fixture.postboxes(upstream), Map.of());
    }

    /** Returns what a reader sees, without a step. */
    ObjectNode seen() throws IOException {
        try (Build build = open()) {
            return build.seen();
        }
    }

    /** Returns the codes of what the doctor finds. */
    Set<String> findings() throws IOException {
        try (Build build = open()) {
            return build.findings();
        }
    }

    /**
     * Takes steps and returns what came of each, what is seen and returned then, and what the service holds then. Texts that people read,
     * tags and keys that the run made, and ids of operations are left out.
     */
    ObjectNode take(List<String> steps) throws IOException {
        ObjectNode course = JsonNodeFactory.instance.objectNode();
        ArrayNode outcomes = course.putArray("steps");
        try (Build build = open()) {
            for (String step : steps) {
                if (step.startsWith("advance:")) {
                    clock.advance(Duration.parse(step.substring("advance:".length())));
                } else {
                    outcomes.add(build.step(step));
                }
            }
            ObjectNode seen = build.seen();
            course.set("listed", seen.path("listed"));
            course.set("pending", seen.path("pending"));
            course.set("values", build.values());
        }
        upstream.calls().stream().sorted().forEach(course.putArray("calls")::add);
        course.set("upstream", upstream.state());
        List<String> before = Fixture.recipients(fixture.folder().resolve("home"));
        Fixture.recipients(home).stream()
                .map(key -> before.contains(key) ? key : MADE)
                .forEach(course.putArray("recipients")::add);
        withoutWords(course, fixture.tags());
        return course;
    }

    private static void withoutWords(JsonNode node, Set<String> known) {
        if (node instanceof ObjectNode object) {
            if (object.path("tag").isTextual()
                    && !known.contains(object.path("tag").asText())) {
                object.put("tag", MADE);
            }
            if (object.path("status").has("failed")) {
                object.put("status", "failed");
            }
            if (object.has("operation")) {
                object.remove(List.of("operation", "reason", "since", "due", "attempts"));
            }
        }
        List<JsonNode> children = new ArrayList<>();
        node.forEach(children::add);
        children.forEach(child -> withoutWords(child, known));
    }
}
