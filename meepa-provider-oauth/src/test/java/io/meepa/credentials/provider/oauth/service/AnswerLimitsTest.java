package io.meepa.credentials.provider.oauth.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.provider.oauth.preset.PresetReader;
import io.meepa.credentials.provider.oauth.preset.Presets;
import io.meepa.credentials.provider.oauth.preset.rules.IdentityRules;
import io.meepa.credentials.provider.oauth.protocol.authorization.CallbackOutcome;
import io.meepa.credentials.provider.oauth.protocol.authorization.CallbackReading;
import io.meepa.credentials.provider.oauth.protocol.authorization.ExpectedIssuer;
import io.meepa.credentials.provider.oauth.protocol.authorization.PushedAuthorization;
import io.meepa.credentials.provider.oauth.protocol.device.DeviceAuthorization;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopExchange;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopKey;
import io.meepa.credentials.provider.oauth.protocol.resource.Challenge;
import io.meepa.credentials.provider.oauth.protocol.resource.ProtectedResource;
import io.meepa.credentials.provider.oauth.protocol.resource.ResourceIdentifier;
import io.meepa.credentials.provider.oauth.protocol.token.AnswerShape;
import io.meepa.credentials.provider.oauth.protocol.token.Lifetime;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenEndpoint;
import io.meepa.credentials.provider.oauth.protocol.token.TokenError;
import io.meepa.credentials.provider.oauth.protocol.wire.Addresses;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerReader;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is taken from an authorization server, at the limit and one beyond")
final class AnswerLimitsTest {

    private static final int DOCUMENT = 64 << 10;

    @Test
    void lengthOfAnAnswer() {
        assertBorder(AnswerReader.LONGEST, length -> read(json(length)).isPresent());
        assertBorder(
                AnswerReader.LONGEST,
                length -> read("a=" + "x".repeat(length - 2)).isPresent());
    }

    @Test
    void lengthOfADocument() {
        assertBorder(
                DOCUMENT,
                length -> AnswerReader.strict().readJson(bytes(json(length))).isPresent());
    }

    @Test
    void depthOfAnAnswer() {
        assertBorder(
                32,
                depth -> read("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)).isPresent());
    }

    @Test
    @DisplayName("Every value counts, the object itself too")
    void valuesOfAnAnswer() {
        assertBorder(
                4_096,
                values -> read("{\"a\":[" + "1,".repeat(values - 3) + "1]}").isPresent());
    }

    @Test
    void fieldsOfAForm() {
        assertBorder(
                64,
                count -> read(IntStream.range(0, count)
                                .mapToObj(i -> "f" + i + "=1")
                                .collect(Collectors.joining("&")))
                        .isPresent());
        assertBorder(64, length -> read("f".repeat(length) + "=1").isPresent());
    }

    @Test
    void nameAndNumberOfAnAnswer() {
        assertBorder(256, length -> read("{\"" + "n".repeat(length) + "\":1}").isPresent());
        assertBorder(64, digits -> read("{\"n\":" + "1".repeat(digits) + "}").isPresent());
    }

    @Test
    @DisplayName("The word of an error is kept up to 64 characters, its description cut at 2,000")
    void wordsOfAnError() {
        assertBorder(
                64,
                length -> !refused("\"error\":\"" + "e".repeat(length) + "\"")
                        .code()
                        .isEmpty());
        assertBorder(
                64,
                length -> !refused("\"error\":\"e\",\"suberror\":\"" + "s".repeat(length) + "\"")
                        .suberror()
                        .isEmpty());
        assertBorder(
                2_000,
                length -> refused("\"error\":\"e\",\"error_description\":\"" + ".".repeat(length - 1) + "!\"")
                        .describes("!"));
    }

    @Test
    void scopes() {
        String most = IntStream.range(0, 200).mapToObj(i -> "s" + i).collect(Collectors.joining(" "));

        assertThat(granted(most)).hasSize(200);
        assertThat(granted(most + " more")).hasSize(200).doesNotContain("more");
        assertBorder(300, length -> !granted("s".repeat(length)).isEmpty());
    }

    @Test
    void digitsOfALifetime() {
        Duration forever = Duration.ofDays(365_000);

        assertBorder(
                20,
                length -> Lifetime.read(node("3600." + "0".repeat(length - 5)), forever)
                        .isPresent());
        assertThat(Lifetime.read(node("1"), forever)).contains(Duration.ofSeconds(1));
        assertThat(Lifetime.read(node("0"), forever)).isEmpty();
    }

    @Test
    @DisplayName("A lifetime of a year or more is none")
    void longestLifetime() {
        Duration year = Duration.ofDays(365);

        assertThat(Lifetime.read(node(Long.toString(year.toSeconds() - 1)), year))
                .isPresent();
        assertThat(Lifetime.read(node(Long.toString(year.toSeconds())), year)).isEmpty();
    }

    @Test
    void waitOfABusyServer() {
        assertThat(busy("999999")).contains(Duration.ofSeconds(999_999));
        assertThat(busy("1000000")).isEmpty();
    }

    @Test
    void lengthOfAnAddress() {
        assertBorder(
                2_000,
                length -> Addresses.https("https://a.test/" + "x".repeat(length - 15))
                        .isPresent());
    }

    @Test
    void referenceOfAPushedRequest() {
        assertBorder(
                1_000,
                length -> PushedAuthorization.read(
                                answer(201, "{\"request_uri\":\"" + "u".repeat(length) + "\",\"expires_in\":60}"))
                        .isPresent());
    }

    @Test
    void errorOfACallback() {
        assertBorder(
                40,
                length ->
                        outcome("error=" + "e".repeat(length)).equals(new CallbackOutcome.Denied("e".repeat(length))));
    }

    @Test
    @DisplayName("A wrong issuer is shown up to 200 characters behind its scheme")
    void issuerOfACallback() {
        assertBorder(
                200,
                length -> outcome("iss=https://" + "i".repeat(length)) instanceof CallbackOutcome.WrongIssuer wrong
                        && wrong.received().isPresent());
    }

    @Test
    void codesOfADevice() {
        assertBorder(64, length -> device("u".repeat(length), "").isPresent());
    }

    @Test
    void timesOfADevice() {
        assertThat(device("u", ",\"expires_in\":3600,\"interval\":3600").map(DeviceAuthorization::lifetime))
                .contains(Duration.ofHours(1));
        assertThat(device("u", ",\"expires_in\":3601,\"interval\":3601")
                        .map(read -> List.of(read.lifetime(), read.interval())))
                .contains(List.of(Duration.ofHours(1), Duration.ofHours(1)));
        assertThat(device("u", ",\"interval\":1").map(DeviceAuthorization::interval))
                .contains(Duration.ofSeconds(1));
    }

    @Test
    void nonceOfAProof() {
        assertBorder(512, length -> !sent("n".repeat(length)).isEmpty());
    }

    @Test
    @DisplayName("An account's name is cut at 100 characters; one without a key of at most 300 is none")
    void nameOfAnAccount() {
        assertThat(account("ü".repeat(100), "k").map(Account::label)).contains("ü".repeat(100));
        assertThat(account("ü".repeat(101), "k").map(Account::label)).contains("ü".repeat(100));
        assertBorder(300, length -> account("a", "k".repeat(length)).isPresent());
    }

    @Test
    void challengeOfAServer() {
        String begin = "Bearer scope=\"";
        String end = "\", error=\"";
        assertBorder(
                8_192,
                length -> Challenge.read(
                                begin + "s" + end + "e".repeat(length - begin.length() - end.length() - 2) + "\"")
                        .scopes()
                        .contains("s"));
        assertBorder(
                300,
                length -> !Challenge.read(begin + "s".repeat(length) + "\"")
                        .scopes()
                        .isEmpty());
    }

    @Test
    void descriptionOfAServer() {
        String issuers = IntStream.range(0, 201)
                .mapToObj(i -> "\"https://as" + i + ".test\"")
                .collect(Collectors.joining(","));
        AnswerNode document = read("{\"resource\":\"https://mcp.test/\",\"authorization_servers\":[" + issuers + "]}")
                .orElseThrow();

        assertThat(ProtectedResource.read(document, URI.create("https://mcp.test/"))
                        .issuers())
                .hasSize(200)
                .endsWith("https://as199.test");
        assertBorder(2_000, length -> {
            String address = "https://mcp.test/" + "r".repeat(length - 17);
            return ResourceIdentifier.covers(address, URI.create(address));
        });
    }

    @Test
    void nameOfTheApp() {
        assertBorder(200, length -> accepted("u".repeat(length)));
    }

    @Test
    void lengthOfAPreset(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("preset.json");
        try (var shipped = Presets.class.getResourceAsStream("github.json")) {
            byte[] preset = shipped.readAllBytes();
            byte[] padded = (new String(preset, StandardCharsets.UTF_8)
                            + " ".repeat(PresetReader.LONGEST - preset.length))
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(Presets.read(Files.write(file, padded), PresetReader.strict()))
                    .isNotNull();
            byte[] longer = java.util.Arrays.copyOf(padded, padded.length + 1);
            longer[padded.length] = ' ';
            Files.write(file, longer);
        }
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Presets.read(file, PresetReader.strict()))
                .withMessageContaining("is longer than 262144 bytes");
    }

    private static void assertBorder(int most, Predicate<Integer> taken) {
        assertThat(taken.test(most)).as("at " + most).isTrue();
        assertThat(taken.test(most + 1)).as("at " + (most + 1)).isFalse();
    }

    private static String json(int length) {
        String frame = "{\"a\":\"\"}";
        return "{\"a\":\"" + "x".repeat(length - frame.length()) + "\"}";
    }

    private static Optional<AnswerNode> read(String body) {
        return AnswerReader.tolerant().read(bytes(body));
    }

    private static AnswerNode node(String number) {
        return read("{\"n\":\"" + number + "\"}").orElseThrow().field("n");
    }

    private static TokenError refused(String members) {
        TokenAnswer answer = TokenEndpoint.read(answer(400, "{" + members + "}"), AnswerShape.STANDARD);
        return ((TokenAnswer.Refused) answer).error();
    }

    private static Set<String> granted(String scopes) {
        TokenAnswer answer = TokenEndpoint.read(
                answer(200, "{\"access_token\":\"A\",\"scope\":\"" + scopes + "\"}"), AnswerShape.STANDARD);
        return ((TokenAnswer.Granted) answer).tokens().scopes().orElseThrow();
    }

    private static Optional<Duration> busy(String retryAfter) {
        WireAnswer answer = WireAnswer.wrap(429, name -> Optional.of(retryAfter), bytes("{}"));
        return ((TokenAnswer.Busy) TokenEndpoint.read(answer, AnswerShape.STANDARD)).retryAfter();
    }

    private static CallbackOutcome outcome(String query) {
        return CallbackReading.of(CallbackParameters.ofQuery(query))
                .outcome(new ExpectedIssuer(Optional.of("https://as.example"), false));
    }

    private static Optional<DeviceAuthorization> device(String userCode, String members) {
        String body = "{\"device_code\":\"d\",\"user_code\":\"" + userCode
                + "\",\"verification_uri\":\"https://github.com/login/device\"" + members + "}";
        try {
            return Optional.of(DeviceAuthorization.read(answer(200, body), "verification_uri", Set.of("github.com")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The nonce of the second proof, after an answer that asked for this one. */
    private static String sent(String nonce) {
        List<String> proofs = new ArrayList<>();
        new DpopExchange(
                        request -> {
                            proofs.add(request.headers().get("DPoP"));
                            return WireAnswer.wrap(
                                    400,
                                    name -> name.equals("DPoP-Nonce") ? Optional.of(nonce) : Optional.empty(),
                                    bytes("{\"error\":\"use_dpop_nonce\"}"));
                        },
                        DpopKey.create(new SecureRandom()),
                        Clock.systemUTC(),
                        new SecureRandom())
                .send(WireRequest.of("POST", URI.create("https://as.example.com/token"), "renew the token"));
        return proofs.stream()
                .map(proof ->
                        new String(Base64.getUrlDecoder().decode(proof.split("\\.", -1)[1]), StandardCharsets.UTF_8))
                .filter(claims -> claims.contains("\"nonce\":\"" + nonce + "\""))
                .findFirst()
                .orElse("");
    }

    private static Optional<Account> account(String label, String key) {
        IdentityRules rules = new IdentityRules(
                IdentityRules.Source.TOKEN_ANSWER,
                "GET",
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(List.of("/label")),
                List.of(List.of("/key")),
                IdentityRules.Source.TOKEN_ANSWER);
        AnswerNode answer =
                read("{\"label\":\"" + label + "\",\"key\":\"" + key + "\"}").orElseThrow();
        return Account.read(rules, answer, answer);
    }

    private static boolean accepted(String userAgent) {
        ServiceOptions options = new ServiceOptions(
                Optional.empty(), Optional.empty(), Optional.of(userAgent), Optional.empty(), Map.of());
        try {
            options.check(Presets.shipped("reddit").orElseThrow());
            return true;
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("200 at most");
            return false;
        }
    }

    private static WireAnswer answer(int status, String body) {
        return WireAnswer.wrap(status, name -> Optional.empty(), bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
