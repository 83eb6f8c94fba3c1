package io.meepa.verification.benchmarks.sample;

import io.meepa.credentials.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** A tool's output, the same in each run: log lines, of which one in a thousand has a secret in it. */
public final class ToolOutput {

    /** How many secrets are masked. */
    public static final int SECRETS = 100;

    /** How long the output is at least, in bytes. */
    public static final int BYTES = 8 << 20;

    private static final int LINES_A_SECRET = 1000;

    private final SplittableRandom random = new SplittableRandom(42);
    private final String[] values = new String[SECRETS];

    /** Creates the secrets. */
    public ToolOutput() {
        for (int index = 0; index < SECRETS; index++) {
            byte[] bytes = new byte[16 + random.nextInt(32)];
            random.nextBytes(bytes);
            values[index] = "sk-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }

    /**
     * Returns the secrets.
     *
     * @return by name
     */
    public Map<String, Secret> secrets() {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        for (String value : values) {
            secrets.put("secret " + secrets.size(), Secret.of(value));
        }
        return secrets;
    }

    /**
     * Creates the output.
     *
     * @return its bytes
     */
    public byte[] text() {
        StringBuilder text = new StringBuilder(BYTES + 200);
        for (int line = 0; text.length() < BYTES; line++) {
            text.append("2026-11-21T10:15:30.123Z INFO  [worker-")
                    .append(random.nextInt(16))
                    .append("] com.example.tool.Step - request ")
                    .append(Long.toHexString(random.nextLong()))
                    .append(" took ")
                    .append(random.nextInt(5000))
                    .append(" ms, status=200, path=/v1/items/")
                    .append(random.nextInt(100_000));
            if (line % LINES_A_SECRET == 0) {
                text.append(" token=").append(values[random.nextInt(SECRETS)]);
            }
            text.append('\n');
        }
        return text.substring(0, BYTES).getBytes(StandardCharsets.UTF_8);
    }
}
