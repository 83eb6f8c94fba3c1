package io.meepa.verification.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a host would write into its configuration for the suite's server. Which grant a scenario is about, nothing but its name
 * says, as for the suite's own client.
 *
 * @param server the server's address
 * @param scenario the scenario's name
 * @param context what somebody registered by hand
 */
record ServerSection(URI server, String scenario, JsonNode context) {

    Map<String, Object> settings(Map<String, String> variables) throws IOException {
        Map<String, Object> section = new HashMap<>();
        section.put("url", server.toString());
        if (scenario.contains("dpop")) {
            section.put("bound", true);
        }
        if (scenario.contains("2025-03-26")) {
            section.put("undescribed", true);
        }
        if (!context.has("client_id")) {
            return section;
        }
        section.put("issuer", issuer());
        variable(section, variables, "client_id_env", "client_id");
        variable(section, variables, "client_secret_env", "client_secret");
        variable(section, variables, "signing_key_env", "private_key_pem");
        variable(section, variables, "assertion_env", "valid_jwt");
        variable(section, variables, "assertion_env", "idp_id_token");
        variable(section, variables, "identity_client_id_env", "idp_client_id");
        if (context.has("idp_token_endpoint")) {
            section.put("identity_provider", context.get("idp_token_endpoint").asText());
        }
        if (!scenario.contains("pre-registration")) {
            section.put("without_person", true);
        }
        return section;
    }

    private void variable(Map<String, Object> section, Map<String, String> variables, String key, String field) {
        if (context.has(field)) {
            String variable = field.toUpperCase(Locale.ROOT);
            variables.put(variable, context.get(field).asText());
            section.put(key, variable);
        }
    }

    /** A host that registered by hand knows at which server; the suite leaves that out of what it hands over. */
    private String issuer() throws IOException {
        if (context.has("issuer")) {
            return context.get("issuer").asText();
        }
        URI description = server.resolve("/.well-known/oauth-protected-resource" + server.getRawPath());
        try {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(description).build(), HttpResponse.BodyHandlers.ofByteArray());
            return new ObjectMapper()
                    .readTree(answer.body())
                    .at("/authorization_servers/0")
                    .asText();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
