package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Resources of one tag of ours that no document accounts for.
 *
 * @param tag what they bear
 * @param resources the resources, at least one
 * @param evidence the listing that shows them, and the record that does not
 */
public record Unclaimed(Tag tag, List<UpstreamResource> resources, Evidence evidence) {

    /** Copies the list. */
    public Unclaimed {
        resources = List.copyOf(resources);
    }

    static Unclaimed of(String tag, List<TaggedResource> found, Evidence evidence) {
        return new Unclaimed(
                new Tag(tag), found.stream().map(TaggedResource::resource).toList(), evidence);
    }

    /** Returns what they are, for people. */
    String subject() {
        return resources.stream()
                .map(resource -> resource.kind() + " " + resource.id())
                .collect(Collectors.joining(", "));
    }
}
