package io.meepa.verification.crash;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the operations mean, one at a time. */
public final class SequentialModel {

    private final Map<Integer, Integer> logins = new TreeMap<>();
    private boolean provisioned;

    /** For Lincheck. */
    public SequentialModel() {}

    public String add(int service, int value) {
        return logins.putIfAbsent(service, value) == null ? "done" : "CredentialAlreadyExistsException";
    }

    public String replace(int service, int value) {
        return logins.replace(service, value) == null ? "CredentialNotFoundException" : "done";
    }

    public String remove(int service) {
        return logins.remove(service) == null ? "CredentialNotFoundException" : "done";
    }

    public String get(int service) {
        return logins.containsKey(service) ? "v" + logins.get(service) : "CredentialNotFoundException";
    }

    public String list() {
        String own =
                logins.keySet().stream().map(service -> "login/s" + service).collect(Collectors.joining(" "));
        return ((provisioned ? "email/scripted " : "") + own).trim();
    }

    public String provision() {
        String result = provisioned ? "EXISTING" : "PROVISIONED";
        provisioned = true;
        return result;
    }
}
