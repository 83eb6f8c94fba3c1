package io.meepa.examples.terminal.output;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The encoding that the locale asks for. */
public final class LocaleEncoding {

    private LocaleEncoding() {}

    /**
     * Returns the encoding of what other programs print and read.
     *
     * @return the encoding; that of arguments, too
     */
    public static Charset get() {
        String name = System.getProperty("native.encoding", StandardCharsets.UTF_8.name());
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /**
     * Returns the encoding of what a person types. Where no locale is set, keyboards send UTF-8 all the same.
     *
     * @return the encoding
     */
    public static Charset ofKeyboard() {
        Charset encoding = get();
        return encoding.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : encoding;
    }
}
