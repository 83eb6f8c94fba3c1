package io.meepa.credentials.provider.oauth.service;

import io.meepa.credentials.provider.oauth.preset.rules.IdentityRules;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whose a token is.
 *
 * @param label what people read: no control, invisible or direction characters, 100 characters at most
 * @param key what distinguishes one account of the service from another
 */
public record Account(String label, String key) {

    private static final int LONGEST = 100;

    static Optional<Account> read(IdentityRules rules, AnswerNode description, AnswerNode keySource) {
        Optional<String> key = first(rules.key(), keySource, "/").filter(text -> text.length() <= 300);
        return key.map(found -> new Account(
                first(rules.label(), description, " ").map(Account::shown).orElse(found), found));
    }

    private static Optional<String> first(List<List<String>> groups, AnswerNode source, String joint) {
        return groups.stream()
                .filter(group -> group.stream()
                        .noneMatch(pointer -> source.at(pointer).clear().isBlank()))
                .map(group -> group.stream()
                        .map(pointer -> source.at(pointer).clear().strip())
                        .collect(Collectors.joining(joint)))
                .findFirst();
    }

    private static String shown(String label) {
        String visible = label.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}\\uFFFD]+", "")
                .strip();
        int end = visible.codePointCount(0, visible.length()) <= LONGEST
                ? visible.length()
                : visible.offsetByCodePoints(0, LONGEST);
        return visible.substring(0, end);
    }
}
