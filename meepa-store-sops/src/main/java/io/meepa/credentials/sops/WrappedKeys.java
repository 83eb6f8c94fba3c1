package io.meepa.credentials.sops;

import io.meepa.credentials.sops.crypto.DataKey;
import io.meepa.credentials.sops.json.JsonWriter;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.text.Limits;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The data key in all its wrapped forms: one group of which any entry opens, or several groups that hold a share each.
 */
record WrappedKeys(List<Group> groups, int threshold) {

    static final String AGE = "age";

    /** The lists of keys, and the member of an entry that names it. */
    static final Map<String, String> FOREIGN = Map.of(
            "kms", "arn",
            "gcp_kms", "resource_id",
            "hckms", "key_id",
            "azure_kv", "vault_url",
            "hc_vault", "vault_address",
            "pgp", "fp");

    /** A group: its age entries, and the others kept as they stand. */
    record Group(List<AgeEntry> age, List<Foreign> foreign) {

        static Group of(Members members) {
            List<AgeEntry> age = members.list(AGE).stream().map(AgeEntry::of).toList();
            List<Foreign> foreign = FOREIGN.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .flatMap(kind -> members.list(kind.getKey()).stream()
                            .map(entry -> Foreign.of(kind.getKey(), kind.getValue(), entry)))
                    .toList();
            return new Group(age, foreign);
        }

        boolean isEmpty() {
            return age.isEmpty() && foreign.isEmpty();
        }

        private Stream<KeyEntry> entries(int number) {
            return Stream.concat(
                    age.stream().map(entry -> new KeyEntry(AGE, entry.recipient(), number)),
                    foreign.stream().map(entry -> new KeyEntry(entry.kind(), entry.name(), number)));
        }
    }

    /** One age file and the name of whom it is for, which nothing authenticates. */
    record AgeEntry(String recipient, String enc) {

        static AgeEntry of(Members members) {
            return new AgeEntry(members.text("recipient").orElse(""), members.required("enc"));
        }

        static AgeEntry wrap(DataKey key, Recipient recipient) {
            byte[] bytes = key.bytes();
            try {
                return new AgeEntry(recipient.toString(), recipient.wrapper().wrap(bytes));
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }

        SopsNode json() {
            return SopsNode.Fields.copyOf(Map.of("enc", SopsLeaf.text(enc), "recipient", SopsLeaf.text(recipient)));
        }
    }

    /** An entry of another key service, as it stands in the file. */
    record Foreign(String kind, String name, String entry) {

        static Foreign of(String kind, String naming, Members members) {
            byte[] entry = JsonWriter.write(SopsNode.Fields.copyOf(members.members()));
            String name = Members.textOf(members.members().get(naming)).orElse("without a name");
            return new Foreign(kind, name, new String(entry, StandardCharsets.UTF_8));
        }
    }

    static WrappedKeys wrap(DataKey key, List<Recipient> recipients) {
        List<AgeEntry> age = recipients.stream()
                .distinct()
                .map(recipient -> AgeEntry.wrap(key, recipient))
                .toList();
        return new WrappedKeys(List.of(new Group(age, List.of())), 0);
    }

    static WrappedKeys of(Members sops) {
        Group top = Group.of(sops);
        List<Group> groups = top.isEmpty()
                ? sops.list(Metadata.KEY_GROUPS).stream().map(Group::of).toList()
                : List.of(top);
        WrappedKeys keys = new WrappedKeys(groups, sops.count("shamir_threshold"));
        int count = keys.entries().size();
        if (count == 0 || count > Limits.KEY_ENTRIES || groups.size() > Limits.KEY_GROUPS) {
            throw Defect.malformed("the sops section has " + count + " key entries; 1 to " + Limits.KEY_ENTRIES
                    + " in at most " + Limits.KEY_GROUPS + " groups are possible");
        }
        return keys;
    }

    boolean isShared() {
        return groups.size() > 1;
    }

    /** How many groups must be opened. */
    int required() {
        return threshold == 0 ? groups.size() : threshold;
    }

    List<KeyEntry> entries() {
        return IntStream.range(0, groups.size())
                .boxed()
                .flatMap(number -> groups.get(number).entries(number))
                .toList();
    }

    List<SopsNode> ageEntries() {
        List<SopsNode> entries = new ArrayList<>();
        groups.get(0).age().forEach(entry -> entries.add(entry.json()));
        return entries;
    }
}
