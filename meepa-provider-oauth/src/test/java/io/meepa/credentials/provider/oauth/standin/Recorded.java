package io.meepa.credentials.provider.oauth.standin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What was recorded of a service: what it insists on and how its answers look. In answers {@code $A} stands for the access
 * token, {@code $R} for the refresh token, {@code $P} for the person.
 *
 * @param basic whether the app has to use HTTP Basic at the token address
 * @param json whether parameters have to be JSON
 * @param signIn the answer to a code
 * @param renewed the answer to a refresh token
 * @param refusal status and body for a dead refresh token
 * @param renewal what renewing does
 * @param identity whose a token is
 */
record Recorded(
        boolean basic, boolean json, String signIn, String renewed, Refusal refusal, Renewal renewal, String identity) {

    private static final String PAIR =
            "{\"access_token\":\"$A\",\"token_type\":\"Bearer\",\"expires_in\":%s,\"refresh_token\":\"$R\",\"scope\":%s}";
    private static final Refusal INVALID_GRANT =
            new Refusal(400, "{\"error\":\"invalid_grant\",\"error_description\":\"$R\"}");

    static final Map<String, Recorded> SERVICES = Map.ofEntries(
            Map.entry("github", github()),
            Map.entry("notion", notion()),
            Map.entry("google", google()),
            Map.entry("twitter", twitter()),
            Map.entry("linear", linear()),
            Map.entry("todoist", todoist()),
            Map.entry("discord", discord()),
            Map.entry("reddit", reddit()),
            Map.entry("slack", slack()),
            Map.entry("microsoft", microsoft()),
            Map.entry("atlassian", atlassian()));

    private static Recorded github() {
        String form =
                "access_token=$A&expires_in=28800&refresh_token=$R&refresh_token_expires_in=15897600&scope=&token_type=bearer";
        return new Recorded(
                false,
                false,
                form,
                form,
                new Refusal(
                        200,
                        "error=bad_refresh_token&error_description=The+refresh+token+passed+is+incorrect+or+expired.&error_uri=https%3A%2F%2Fdocs.github.com"),
                Renewal.oneTime().endingOldAccess(),
                "{\"login\":\"$P\",\"id\":1001,\"name\":null,\"email\":null}");
    }

    private static Recorded notion() {
        String answer =
                "{\"access_token\":\"$A\",\"token_type\":\"bearer\",\"refresh_token\":\"$R\",\"bot_id\":\"b-1\",\"workspace_id\":\"w-1\","
                        + "\"workspace_name\":\"Lab\",\"workspace_icon\":null,\"owner\":{\"type\":\"user\",\"user\":{\"object\":\"user\",\"id\":\"$P\",\"name\":\"Ada\","
                        + "\"type\":\"person\",\"person\":{\"email\":\"$P@example.com\"}}},\"duplicated_template_id\":null,\"request_id\":\"q-1\"}";
        return new Recorded(true, true, answer, answer, INVALID_GRANT, Renewal.oneTime(), "{}");
    }

    private static Recorded google() {
        return new Recorded(
                false,
                false,
                "{\"access_token\":\"$A\",\"expires_in\":3599,\"refresh_token\":\"$R\",\"scope\":\"openid email\",\"token_type\":\"Bearer\",\"id_token\":\"x.e30.y\"}",
                "{\"access_token\":\"$A\",\"expires_in\":3599,\"scope\":\"openid email\",\"token_type\":\"Bearer\"}",
                INVALID_GRANT,
                Renewal.repeatable(),
                "{\"sub\":\"$P-sub\",\"email\":\"$P@example.com\",\"email_verified\":true,\"name\":\"Ada\"}");
    }

    private static Recorded twitter() {
        return new Recorded(
                true,
                false,
                PAIR.formatted("7200", "\"tweet.read users.read offline.access\""),
                PAIR.formatted("7200", "\"tweet.read users.read offline.access\""),
                new Refusal(
                        400,
                        "{\"error\":\"invalid_request\",\"error_description\":\"Value passed for the token was invalid.\"}"),
                Renewal.oneTime().endingOnReplay(),
                "{\"data\":{\"id\":\"22-$P\",\"name\":\"Ada\",\"username\":\"$P\"}}");
    }

    private static Recorded linear() {
        return new Recorded(
                false,
                false,
                PAIR.formatted("86399", "[\"read\",\"write\"]"),
                PAIR.formatted("86399", "\"read write\""),
                INVALID_GRANT,
                Renewal.oneTime().within(Duration.ofMinutes(30)),
                "{\"data\":{\"viewer\":{\"id\":\"v-$P\",\"name\":\"$P\",\"email\":\"x\"},\"organization\":{\"id\":\"o\",\"name\":\"Lab\",\"urlKey\":\"lab\"}}}");
    }

    private static Recorded todoist() {
        return new Recorded(
                false,
                false,
                PAIR.formatted("3600", "\"data:read_write\""),
                PAIR.formatted("3600", "\"data:read_write\""),
                INVALID_GRANT,
                Renewal.oneTime()
                        .within(Duration.ofSeconds(60))
                        .withoutRefreshTokenOnRepetition()
                        .endingOnReplay(),
                "{\"id\":\"2001-$P\",\"email\":\"$P@example.com\",\"full_name\":\"$P\"}");
    }

    private static Recorded discord() {
        return new Recorded(
                true,
                false,
                PAIR.formatted("604800", "\"identify\""),
                PAIR.formatted("604800", "\"identify\""),
                new Refusal(
                        400,
                        "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid \\\"refresh_token\\\" in request\"}"),
                Renewal.oneTime(),
                "{\"id\":\"8035-$P\",\"username\":\"$P\",\"global_name\":\"Ada\",\"discriminator\":\"0\"}");
    }

    private static Recorded reddit() {
        return new Recorded(
                true,
                false,
                PAIR.formatted("\"3600\"", "\"*\""),
                PAIR.formatted("3600", "\"identity\""),
                new Refusal(400, "{\"message\":\"Bad Request\",\"error\":400}"),
                Renewal.repeatable(),
                "{\"id\":\"abc-$P\",\"name\":\"$P\",\"has_verified_email\":true}");
    }

    private static Recorded slack() {
        return new Recorded(
                true,
                false,
                "{\"ok\":true,\"access_token\":\"$A\",\"token_type\":\"bot\",\"expires_in\":43200,\"refresh_token\":\"$R\",\"scope\":\"commands\",\"bot_user_id\":\"U1\","
                        + "\"team\":{\"id\":\"T1\",\"name\":\"Lab\"},\"enterprise\":null,\"authed_user\":{\"id\":\"U2\"}}",
                "{\"ok\":true,\"access_token\":\"$A\",\"token_type\":\"bot\",\"expires_in\":43200,\"refresh_token\":\"$R\",\"scope\":\"commands\"}",
                new Refusal(200, "{\"ok\":false,\"error\":\"invalid_refresh_token\"}"),
                Renewal.oneTime().within(Duration.ofSeconds(30)),
                "{\"ok\":true,\"team\":\"Lab\",\"user\":\"$P\",\"team_id\":\"T1\",\"user_id\":\"U-$P\",\"bot_id\":\"B1\"}");
    }

    private static Recorded microsoft() {
        // {"oid":"oid-1","tid":"tid-1"}, unsigned: nobody checks.
        String idToken = "eyJhbGciOiJub25lIn0.eyJvaWQiOiJvaWQtMSIsInRpZCI6InRpZC0xIn0.";
        String answer =
                "{\"token_type\":\"Bearer\",\"scope\":\"User.Read\",\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\"$A\",\"refresh_token\":\"$R\",\"id_token\":\""
                        + idToken + "\"}";
        return new Recorded(
                false,
                false,
                answer,
                answer,
                new Refusal(
                        400,
                        "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS700082: $R\",\"error_codes\":[700082],\"suberror\":\"bad_token\",\"trace_id\":\"t\"}"),
                Renewal.repeatable().rotating(),
                "{\"id\":\"oid-1\",\"displayName\":\"Ada\",\"userPrincipalName\":\"$P@lab.example\",\"mail\":null}");
    }

    private static Recorded atlassian() {
        String answer =
                "{\"access_token\":\"$A\",\"refresh_token\":\"$R\",\"expires_in\":3600,\"scope\":\"read:me offline_access\"}";
        return new Recorded(
                false,
                true,
                answer,
                answer,
                new Refusal(
                        403,
                        "{\"error\":\"invalid_grant\",\"error_description\":\"Unknown or invalid refresh token.\"}"),
                Renewal.oneTime().within(Duration.ofMinutes(10)).endingOnReplay(),
                "{\"account_type\":\"atlassian\",\"account_id\":\"1122-$P\",\"name\":\"$P\",\"account_status\":\"active\"}");
    }

    /** A refusal. */
    record Refusal(int status, String body) {}

    /**
     * What renewing does.
     *
     * @param rotates whether a new refresh token takes the place of the old one
     * @param oldWorks whether the old one continues working for good
     * @param grace how long it continues working, if it does for a while
     * @param pairOnRepetition whether a repetition gets the refresh token too
     * @param replayEnds whether a repetition after that ends everything of the person
     * @param endsOldAccess whether the old access token ends at once
     */
    record Renewal(
            boolean rotates,
            boolean oldWorks,
            Optional<Duration> grace,
            boolean pairOnRepetition,
            boolean replayEnds,
            boolean endsOldAccess) {

        static Renewal oneTime() {
            return new Renewal(true, false, Optional.empty(), true, false, false);
        }

        static Renewal repeatable() {
            return new Renewal(false, true, Optional.empty(), true, false, false);
        }

        Renewal rotating() {
            return new Renewal(true, oldWorks, grace, pairOnRepetition, replayEnds, endsOldAccess);
        }

        Renewal within(Duration period) {
            return new Renewal(rotates, oldWorks, Optional.of(period), pairOnRepetition, replayEnds, endsOldAccess);
        }

        Renewal withoutRefreshTokenOnRepetition() {
            return new Renewal(rotates, oldWorks, grace, false, replayEnds, endsOldAccess);
        }

        Renewal endingOnReplay() {
            return new Renewal(rotates, oldWorks, grace, pairOnRepetition, true, endsOldAccess);
        }

        Renewal endingOldAccess() {
            return new Renewal(rotates, oldWorks, grace, pairOnRepetition, replayEnds, true);
        }
    }
}
