package io.meepa.verification.documentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The sentences of a document: those of paragraphs, items of lists and cells of tables, without code and headings. */
record Sentences(List<String> all) {

    static Sentences of(String document) {
        String prose = document.replaceAll("(?s)<!--.*?-->|<picture>.*?</picture>", "")
                .replaceAll("(?ms)^```.*?^```$", "")
                .replaceAll("!\\[[^\\]]*]\\([^)]*\\)", "")
                .replaceAll("\\[([^\\]]+)]\\([^)]*\\)", "$1");
        List<String> sentences = new ArrayList<>();
        for (String block : prose.split("\\R\\s*\\R|\\R(?=\\s*(?:[-*]|\\d+\\.) )|\\||(?m:^#.*$)", -1)) {
            Arrays.stream(block.replaceAll("\\s+", " ").split("(?<=[.!?:])(?: |$)", -1))
                    .filter(sentence -> words(sentence) > 1)
                    .forEach(sentences::add);
        }
        return new Sentences(sentences);
    }

    double averageWords() {
        return all.stream().mapToLong(Sentences::words).average().orElse(0);
    }

    private static long words(String sentence) {
        return Arrays.stream(sentence.split(" ", -1))
                .filter(word -> word.matches(".*\\w.*"))
                .count();
    }
}
