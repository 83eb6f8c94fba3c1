package io.meepa.verification.architecture.planted;

import io.meepa.credentials.model.Secret;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does what is forbidden without a call of its own: the rules must see references too. */
public final class ByReference {

    private ByReference() {}

    static Function<Secret, String> revealing() {
        return Secret::reveal;
    }

    static BiPredicate<byte[], byte[]> comparing() {
        return Arrays::equals;
    }

    static Supplier<Random> drawing() {
        return Random::new;
    }

    static Function<Supplier<Integer>, CompletableFuture<Integer>> startingInThePoolOfTheJvm() {
        return CompletableFuture::supplyAsync;
    }

    static Opening writing() {
        return FileOutputStream::new;
    }

    /** Opens a file. */
    interface Opening {
        FileOutputStream open(File file) throws FileNotFoundException;
    }
}
