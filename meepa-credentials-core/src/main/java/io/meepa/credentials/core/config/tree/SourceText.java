package io.meepa.credentials.core.config.tree;

import io.meepa.credentials.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The configuration file's text, of bounded size and in clean UTF-8. */
public record SourceText(Path file, String text) {

    private static final int LARGEST = 1 << 20;

    /** The parser's time grows with the square of a line. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Reads a file. */
    public static SourceText read(Path file) {
        byte[] bytes = bytes(file);
        if (bytes.length > LARGEST) {
            throw new ConfigurationException(
                    file + ": is larger than 1 MiB; name the gateway's config.yaml, not a data file");
        }
        SourceText source = new SourceText(file, decoded(file, bytes));
        source.refuseControlCharacters();
        source.refuseLongLines();
        return source;
    }

    private static byte[] bytes(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new ConfigurationException(file + ": is no regular file; name the gateway's config.yaml");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file + ": does not exist; create it or name another file", e);
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read; check the permissions of file and folders", e);
        }
    }

    private static String decoded(Path file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        boolean broken = decoder.decode(in, out, true).isError();
        String text = out.flip().toString();
        if (broken) {
            throw new SourceText(file, text).refused(lineAt(text, text.length()), "is not UTF-8; save it as UTF-8");
        }
        return text.startsWith(String.valueOf(BYTE_ORDER_MARK)) ? text.substring(1) : text;
    }

    private void refuseControlCharacters() {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (Character.isISOControl(character) && "\t\n\r\u0085".indexOf(character) < 0) {
                throw refused(lineAt(text, at), "contains a control character; remove it");
            }
        }
    }

    private void refuseLongLines() {
        int line = 1;
        for (String content : (Iterable<String>) text.lines()::iterator) {
            if (content.length() > LONGEST_LINE) {
                throw refused(line, "is longer than 64 KiB; fold it");
            }
            line++;
        }
    }

    private static int lineAt(String text, int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    String place(int line) {
        return file + ":" + line;
    }

    ConfigurationException refused(int line, String why) {
        return new ConfigurationException(place(line) + ": " + why);
    }

    boolean isIndentedWithTab(int line) {
        return text.lines()
                .skip(Math.max(0, line - 1))
                .findFirst()
                .map(content -> content.substring(
                        0, content.length() - content.stripLeading().length()))
                .filter(indentation -> indentation.contains("\t"))
                .isPresent();
    }

    /** The text may hold what somebody pasted by mistake. */
    @Override
    public String toString() {
        return file.toString();
    }
}
