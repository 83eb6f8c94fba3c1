package io.meepa.credentials.sops.json;

import java.nio.CharBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises what a file is that is no JSON, so that its owner reads what to do. Quotes nothing of it. */
final class OtherForm {

    private static final int LOOKED_AT = 4 * 1024 * 1024;
    private static final Pattern CONFLICT = Pattern.compile("(?m)^(<{7}|>{7}|\\|{7}) ?");
    private static final Pattern YAML = Pattern.compile("(?m)^sops:\\s*$");
    private static final Pattern DOTENV = Pattern.compile("(?m)^sops_(mac|version|lastmodified)=");
    private static final Pattern INI = Pattern.compile("(?m)^\\[sops]\\s*$");

    private OtherForm() {}

    static Optional<String> of(CharBuffer text) {
        CharSequence start = text.subSequence(0, Math.min(text.remaining(), LOOKED_AT));
        Matcher conflict = CONFLICT.matcher(start);
        if (conflict.find()) {
            return Optional.of(
                    "it holds the conflict markers of a merge, the first in line " + line(start, conflict.start())
                            + ": keep one side as a whole, since halves of two SOPS files never fit together");
        }
        if (YAML.matcher(start).find()) {
            return Optional.of("it is a SOPS file in YAML: decrypt it and encrypt it again with --output-type json");
        }
        if (DOTENV.matcher(start).find() || INI.matcher(start).find()) {
            return Optional.of("it is a SOPS file in dotenv or INI form: decrypt it and encrypt it again with"
                    + " --output-type json");
        }
        return start.length() == 0 ? Optional.of("it is empty: put a good copy back") : Optional.empty();
    }

    private static long line(CharSequence text, int end) {
        return 1 + text.subSequence(0, end).chars().filter(c -> c == '\n').count();
    }
}
