package io.meepa.credentials.sops;

import io.meepa.credentials.sops.crypto.EncText;
import io.meepa.credentials.sops.crypto.ValueCipher;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsType;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code sops} section: read once into what it means, kept as it stands for what we do not touch. */
final class Metadata {

    static final String MEMBER = "sops";

    static final String KEY_GROUPS = "key_groups";

    private static final String VERSION = "3.13.2";
    private static final Pattern SEMVER = Pattern.compile(
            "([0-9]{1,6})\\.([0-9]{1,6})\\.([0-9]{1,6})(-[0-9A-Za-z.-]{1,64})?(\\+[0-9A-Za-z.-]{1,64})?");

    private final Map<String, SopsNode> members;
    private final EncryptionRule rule;
    private final WrappedKeys keys;
    private final boolean macOnlyEncrypted;
    private final Optional<RfcTime> lastModified;
    private final Optional<EncText> mac;

    private Metadata(Members sops, boolean saved) {
        members = sops.members();
        rule = rule(sops);
        keys = WrappedKeys.of(sops);
        macOnlyEncrypted = sops.flag("mac_only_encrypted");
        lastModified = saved ? Optional.of(RfcTime.parse(sops.required("lastmodified"))) : Optional.empty();
        mac = sops.text("mac").map(text -> EncText.parse(text, "mac in the sops section"));
        if (!SEMVER.matcher(sops.required("version")).matches()) {
            throw Defect.malformed("version in the sops section is not of the form 3.13.2");
        }
    }

    static Metadata parse(SopsNode value) {
        return new Metadata(Members.of(value, "the sops section"), true);
    }

    static Metadata create(EncryptionRule rule, WrappedKeys keys) {
        Map<String, SopsNode> members = new HashMap<>();
        members.put(WrappedKeys.AGE, new SopsNode.Elements(keys.ageEntries()));
        members.put(rule.field(), SopsLeaf.text(rule.text()));
        members.put("version", SopsLeaf.text(VERSION));
        return new Metadata(new Members(members, "the sops section"), false);
    }

    private static EncryptionRule rule(Members sops) {
        List<EncryptionRule> rules = new ArrayList<>();
        for (String field : EncryptionRule.FIELDS) {
            sops.text(field).ifPresent(text -> rules.add(rule(field, text)));
        }
        if (rules.size() > 1) {
            throw Defect.malformed("the sops section has more than one encryption rule");
        }
        return rules.isEmpty() ? EncryptionRule.standard() : rules.get(0);
    }

    private static EncryptionRule rule(String field, String text) {
        try {
            return EncryptionRule.of(field, text);
        } catch (IllegalArgumentException e) {
            throw Defect.malformed(e.getMessage() + "; refused");
        }
    }

    EncryptionRule rule() {
        return rule;
    }

    WrappedKeys keys() {
        return keys;
    }

    boolean macOnlyEncrypted() {
        return macOnlyEncrypted;
    }

    Optional<RfcTime> lastModified() {
        return lastModified;
    }

    Optional<EncText> mac() {
        return mac;
    }

    /** Checks the MAC against the one that was computed over the values. */
    void requireMac(byte[] computed, ValueCipher cipher) {
        EncText stored = mac.orElseThrow(() -> Defect.tampered("the file has no MAC; restore a good copy"));
        byte[] time = lastModified.orElseThrow().authenticated();
        if (!stored.type().equals(SopsType.TEXT.tag())
                || !MessageDigest.isEqual(computed, cipher.decrypt(stored, time, "mac in the sops section"))) {
            throw Defect.tampered(
                    "the MAC does not fit: values were changed, moved, added or removed without the data key;"
                            + " restore the file from a good copy");
        }
    }

    String version() {
        return Members.textOf(members.get("version")).orElse(VERSION);
    }

    /** The section with a new time and MAC. */
    Metadata stamped(RfcTime time, EncText newMac) {
        Map<String, SopsNode> changed = new HashMap<>(members);
        changed.put("lastmodified", SopsLeaf.text(time.text()));
        changed.put("mac", SopsLeaf.text(newMac.text()));
        changed.put(rule.field(), SopsLeaf.text(rule.text()));
        changed.put("version", SopsLeaf.text(isOlder(version()) ? VERSION : version()));
        return new Metadata(new Members(changed, "the sops section"), true);
    }

    /** The section with other wrapped keys in one group, and no MAC, which belonged to the old key. */
    Metadata rewrapped(WrappedKeys newKeys) {
        Map<String, SopsNode> changed = new HashMap<>(members);
        changed.keySet().removeAll(WrappedKeys.FOREIGN.keySet());
        changed.keySet().removeAll(List.of(KEY_GROUPS, "shamir_threshold", "mac", "lastmodified"));
        changed.put(WrappedKeys.AGE, new SopsNode.Elements(newKeys.ageEntries()));
        return new Metadata(new Members(changed, "the sops section"), false);
    }

    private static boolean isOlder(String version) {
        Matcher theirs = SEMVER.matcher(version);
        Matcher ours = SEMVER.matcher(VERSION);
        if (theirs.matches() && ours.matches()) {
            for (int part = 1; part <= 3; part++) {
                int order = Integer.compare(Integer.parseInt(theirs.group(part)), Integer.parseInt(ours.group(part)));
                if (order != 0) {
                    return order < 0;
                }
            }
        }
        return false;
    }

    /** The section as sops 3.13 lays it out: members sorted at every level, nothing empty. */
    SopsNode.Fields json() {
        Map<String, SopsNode> sorted = new TreeMap<>();
        members.forEach((name, value) -> {
            if (!isBlank(value)) {
                sorted.put(name, name.equals(KEY_GROUPS) ? groups(value) : sorted(value));
            }
        });
        sorted.remove("mac_only_encrypted");
        if (macOnlyEncrypted) {
            sorted.put("mac_only_encrypted", SopsLeaf.flag(true));
        }
        if (keys.threshold() > 0) {
            sorted.put("shamir_threshold", SopsLeaf.integer(keys.threshold()));
        }
        return SopsNode.Fields.wrap(sorted);
    }

    /** Of the lists in a group, sops 3.13 writes two even when they are empty. */
    private static SopsNode groups(SopsNode groups) {
        List<SopsNode> written = new ArrayList<>();
        for (SopsNode group : ((SopsNode.Elements) groups).elements()) {
            Map<String, SopsNode> lists = new TreeMap<>();
            for (String name : List.of(WrappedKeys.AGE, "hc_vault")) {
                lists.put(name, new SopsNode.Elements(List.of()));
            }
            ((SopsNode.Fields) group).members().forEach((name, list) -> {
                if (!isBlank(list)) {
                    lists.put(name, sorted(list));
                }
            });
            written.add(SopsNode.Fields.wrap(lists));
        }
        return new SopsNode.Elements(written);
    }

    private static boolean isBlank(SopsNode value) {
        if (value instanceof SopsLeaf leaf) {
            return leaf.isEmpty() || leaf.matches(SopsLeaf.integer(0));
        }
        return value instanceof SopsNode.Elements list && list.elements().isEmpty();
    }

    private static SopsNode sorted(SopsNode value) {
        if (value instanceof SopsNode.Elements list) {
            return new SopsNode.Elements(
                    list.elements().stream().map(Metadata::sorted).toList());
        }
        if (value instanceof SopsNode.Fields fields) {
            Map<String, SopsNode> members = new TreeMap<>();
            fields.members().forEach((name, member) -> members.put(name, sorted(member)));
            return SopsNode.Fields.wrap(members);
        }
        return value;
    }
}
