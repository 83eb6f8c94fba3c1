package io.meepa.verification.benchmarks.child;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a file by the codec alone and prints one value: what a decrypting program does. */
public final class PrintOneOfFile {

    private static final SopsPath VALUE =
            SopsPath.of("credentials").index(0).key("items").index(0).key("value");

    private PrintOneOfFile() {}

    /**
     * Prints the first item of the first credential.
     *
     * @param args the file, and the file with an identity
     * @throws IOException if one cannot be read
     */
    @SuppressWarnings("SystemOut") // Printing is all it is for.
    public static void main(String[] args) throws IOException {
        try (Secret identity = Secret.wrap(Files.readAllBytes(Path.of(args[1])))) {
            SopsDocument document = SopsDocument.open(Files.readAllBytes(Path.of(args[0])), Identities.parse(identity));
            if (document.find(VALUE).orElseThrow() instanceof SopsLeaf leaf) {
                System.out.println(leaf.reveal());
            }
        }
    }
}
