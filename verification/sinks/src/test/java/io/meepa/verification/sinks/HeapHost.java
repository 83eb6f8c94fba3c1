package io.meepa.verification.sinks;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A host in a JVM of its own: uses a secret, dumps its live heap, closes, and dumps its live heap again. */
final class HeapHost {

    /** What a host does not let go of after closing it. */
    private static final List<Object> KEPT = new ArrayList<>();

    /** What a host lets go of. */
    private static final List<Object> RETURNED = new ArrayList<>();

    private HeapHost() {}

    /**
     * Runs the host.
     *
     * @param args the store to use or none, a folder to work in, and what the secret is derived from
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        AutoCloseable open = args[0].equals("no-store") ? useSecret(args[2]) : useManager(args[0], folder, args[2]);
        KEPT.add(open);
        dump(folder.resolve("open.hprof"));
        RETURNED.clear();
        close(open);
        dump(folder.resolve("closed.hprof"));
    }

    /** Both sides derive the secret, so that it stands on no command line and in no constant pool. */
    static byte[] derive(String seed) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static AutoCloseable useSecret(String seed) {
        Secret secret = Secret.wrap(derive(seed));
        int length = secret.reveal().length() + secret.withBytes(bytes -> bytes.length);
        if (length != 128 || !secret.matches(secret)) {
            throw new IllegalStateException("the secret is not what was put in");
        }
        return secret;
    }

    private static AutoCloseable useManager(String store, Path folder, String seed) {
        CredentialManager manager = CredentialManager.builder()
                .home(folder.resolve("home"))
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", store)
                .set("credentials.environment.grants", Map.of("GITHUB_TOKEN", "login/github#token"))
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .set("agents.meepa", Map.of("id", "meepa"))
                .open();
        use(manager.agent("meepa"), seed);
        return manager;
    }

    private static void use(AgentCredentials meepa, String seed) {
        try (Secret secret = Secret.wrap(derive(seed))) {
            meepa.add(AgentCredential.login("github")
                    .item("token", secret, ItemType.API_TOKEN)
                    .build());
        }
        AgentCredential credential = meepa.get(Category.LOGIN, "github");
        RETURNED.add(credential);
        RETURNED.add(meepa.environment().mask());
        KEPT.add(meepa);
        KEPT.add(meepa.list());
    }

    private static void dump(Path file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
    }

    private static void close(AutoCloseable open) throws IOException {
        try {
            open.close();
        } catch (Exception e) {
            throw new IOException("closing failed", e);
        }
    }
}
