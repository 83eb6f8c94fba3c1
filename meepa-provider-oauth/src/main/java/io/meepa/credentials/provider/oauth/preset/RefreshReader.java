package io.meepa.credentials.provider.oauth.preset;

import io.meepa.credentials.provider.oauth.preset.rules.ErrorRules;
import io.meepa.credentials.provider.oauth.preset.rules.RefreshRules;
import io.meepa.credentials.provider.oauth.preset.rules.SharingRules;
import java.util.List;
import java.util.Set;

/** Reads what renewing does, what refusals mean and what connections share. */
final class RefreshReader {

    private RefreshReader() {}

    static RefreshRules refresh(PresetSection section) {
        return new RefreshRules(
                section.choice("repetition", RefreshRules.Repetition.class),
                section.optionalSection("grace")
                        .map(grace -> new RefreshRules.Grace(
                                grace.duration("period"), grace.choice("returns", RefreshRules.Returns.class))),
                section.choice("absent_refresh_token", RefreshRules.AbsentToken.class),
                section.choice("replay_ends", RefreshRules.ReplayEnds.class),
                section.choice("ends_old_access", RefreshRules.OldAccess.class),
                section.duration("old_access_ends_after"));
    }

    static ErrorRules errors(PresetSection section) {
        return new ErrorRules(
                patterns(section, "definitive"),
                section.integer("definitive_after", 1, 2).orElse(1),
                Set.copyOf(section.texts("ours")),
                section.statuses("token_rejected", 400, 499));
    }

    static SharingRules sharing(PresetSection section) {
        return new SharingRules(
                section.integer("tokens_per_person", 1, 100_000),
                section.choice("second_sign_in", SharingRules.SecondSignIn.class),
                section.integer("live_access_tokens", 1, 100_000));
    }

    private static List<ErrorRules.Pattern> patterns(PresetSection section, String key) {
        return section.sections(key).stream()
                .map(pattern -> {
                    ErrorRules.Pattern read = new ErrorRules.Pattern(
                            pattern.integer("status", 200, 599),
                            pattern.optionalText("code"),
                            pattern.optionalText("text"));
                    if (read.status().isEmpty() && read.code().isEmpty()) {
                        throw pattern.wrong("", "must name a status or a code");
                    }
                    return read;
                })
                .toList();
    }
}
