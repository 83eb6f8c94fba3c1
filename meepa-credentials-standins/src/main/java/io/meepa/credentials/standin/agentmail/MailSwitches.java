package io.meepa.credentials.standin.agentmail;

import java.util.Optional;

/** Where AgentMail's behaviour depends on plan or release, or is not published. */
final class MailSwitches {

    Optional<Integer> inboxLimit = Optional.empty();

    /** Provider API notes §6 rows 1 and 2: the descriptions disagree. */
    int deletedStatus = 204;

    int cannotDeleteStatus = 409;

    boolean echoesPermissions = true;

    boolean raceNext;
}
