package io.meepa.verification.architecture.planted;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import javax.crypto.Mac;
import org.slf4j.LoggerFactory;

/** Does all that published code must not, in a package without null marks, to prove that the rules see it. */
public final class Everything implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String password;

    Everything(Secret secret) {
        password = secret.reveal();
    }

    boolean is(byte[] guess, byte[] truth) {
        System.out.println(password);
        Logger.getLogger("planted").info(password);
        LoggerFactory.getLogger("planted").info(password);
        return Arrays.equals(guess, truth);
    }

    int guessable() {
        return new Random().nextInt();
    }

    CompletableFuture<Integer> inThePoolOfTheJvm() {
        return CompletableFuture.supplyAsync(this::guessable);
    }

    Path write(Path file) throws IOException {
        return Files.writeString(file, new ObjectMapper().writeValueAsString(password));
    }

    ObjectOutputStream serialise(OutputStream out) throws IOException {
        return new ObjectOutputStream(out);
    }

    Mac cipher() throws GeneralSecurityException {
        return Mac.getInstance("HmacSHA256");
    }
}
