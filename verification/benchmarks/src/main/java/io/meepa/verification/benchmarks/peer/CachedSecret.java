package io.meepa.verification.benchmarks.peer;

import com.amazonaws.secretsmanager.caching.SecretCache;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** AWS Secrets Manager's caching client, as its page says, over a service that answers at once. */
public final class CachedSecret implements AutoCloseable {

    private static final String NAME = "meepa/github";

    private final SecretCache cache = new SecretCache(new AtOnce());

    /** Creates the cache. */
    public CachedSecret() {}

    /**
     * Reads the secret, from the cache but for the first time.
     *
     * @return its text
     */
    public String read() {
        return cache.getSecretString(NAME);
    }

    @Override
    public void close() {
        cache.close();
    }

    private static final class AtOnce implements SecretsManagerClient {

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
            return DescribeSecretResponse.builder()
                    .name(NAME)
                    .versionIdsToStages(Map.of("1", List.of("AWSCURRENT")))
                    .build();
        }

        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
            return GetSecretValueResponse.builder()
                    .name(NAME)
                    .versionId("1")
                    .secretString("{\"username\":\"meepa\",\"password\":\"correct horse\"}")
                    .build();
        }

        @Override
        public void close() {}
    }
}
