package io.meepa.verification.crash;

import io.meepa.verification.crash.Situation.UpstreamClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What R2 asks of an upstream and a document after one recovery run; what is not so is a violation. */
final class RecoveryCheck {

    private final UpstreamClass upstream;
    private final Account account;
    private final Recovery recovery;
    private final List<String> violations = new ArrayList<>();

    private RecoveryCheck(UpstreamClass upstream, Account account, Recovery recovery) {
        this.upstream = upstream;
        this.account = account;
        this.recovery = recovery;
    }

    static List<String> violations(UpstreamClass upstream, Account account, Recovery recovery) {
        RecoveryCheck check = new RecoveryCheck(upstream, account, recovery);
        switch (upstream) {
            case IDEMPOTENT, FINDABLE -> check.settled(OneStepProvider.THING);
            case NEITHER -> check.settledOrReported();
            case SEVERAL_STEPS -> check.settledInSteps();
            case TWO_PROVIDERS -> {
                check.settled(OneStepProvider.THING);
                check.made(OneStepProvider.OTHER);
            }
        }
        return check.violations;
    }

    private void settled(String kind) {
        made(kind);
        inUse(kind, kind);
        usable();
    }

    private void made(String kind) {
        live(kind, 1);
        require(account.made(kind) == 1, account.made(kind) + " were made: a create was repeated");
    }

    /** One create call at most, ever. What was made is either in use or open, and reported to a person. */
    private void settledOrReported() {
        int made = account.made(OneStepProvider.THING);
        require(made <= 1, made + " were made: a create was repeated");
        if (recovery.result().startsWith("INDETERMINATE")) {
            require(recovery.open() == 1, recovery.open() + " operations are open, not the one to look at");
            require(recovery.result().contains("look there yourself"), "the report does not say what to do");
        } else {
            live(OneStepProvider.THING, 1);
            inUse(OneStepProvider.THING, OneStepProvider.THING);
            usable();
        }
    }

    /** A key that was made and whose answer was lost is of no use: it goes, and another is made. */
    private void settledInSteps() {
        for (String kind : BoxProvider.KINDS) {
            live(kind, 1);
        }
        require(account.made("pod") == 1 && account.made("inbox") == 1, "a pod or an inbox was made twice");
        require(account.made("key") <= 2, account.made("key") + " keys were made");
        require(account.mostLive("key") <= 1, "two keys were alive at once");
        inUse("inbox", "key");
        usable();
    }

    private void live(String kind, int expected) {
        int live = account.live(kind).size();
        require(live == expected, live + " live " + kind + ", not " + expected);
    }

    /** What is on record is what is alive. */
    private void inUse(String resource, String secret) {
        require(
                account.live(resource).stream().anyMatch(thing -> thing.id().equals(recovery.id())),
                "an orphan: " + recovery.id() + " is on record and another " + resource + " is alive");
        require(
                account.live(secret).stream().anyMatch(thing -> thing.secret().equals(recovery.secret())),
                "the secret on record is not that of a live " + secret);
    }

    private void usable() {
        require(
                Stream.of("PROVISIONED", "EXISTING")
                        .anyMatch(word -> recovery.result().startsWith(word)),
                "the recovery run ended " + recovery.result());
        require(recovery.open() == 0, recovery.open() + " operations are still open");
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(upstream + ": " + otherwise);
        }
    }
}
