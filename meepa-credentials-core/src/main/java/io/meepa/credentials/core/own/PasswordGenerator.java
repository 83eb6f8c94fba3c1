package io.meepa.credentials.core.own;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.signup.PasswordRules;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Generates passwords. Thread-safe if its generator is. */
public final class PasswordGenerator {

    private final RandomGenerator random;

    /**
     * Creates a generator.
     *
     * @param random what passwords are made of
     */
    public PasswordGenerator(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Draws a password, each that the rules allow as likely as any other: one that misses a class is drawn again as a
     * whole, for putting the missing character in would make some more likely.
     *
     * @param rules what the service accepts
     * @return the password
     */
    public Secret generate(PasswordRules rules) {
        List<String> classes =
                rules.classes().stream().sorted().map(rules::charactersOf).toList();
        String alphabet = classes.stream().collect(Collectors.joining());
        char[] drawn = new char[rules.length()];
        do {
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = alphabet.charAt(random.nextInt(alphabet.length()));
            }
        } while (!classes.stream().allMatch(characters -> hasOneOf(characters, drawn)));
        Secret password = Secret.copyOf(drawn);
        Arrays.fill(drawn, '\0');
        return password;
    }

    private static boolean hasOneOf(String characters, char[] drawn) {
        for (char character : drawn) {
            if (characters.indexOf(character) >= 0) {
                return true;
            }
        }
        return false;
    }
}
