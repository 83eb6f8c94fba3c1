package io.meepa.credentials.signup;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ReadableName;
import java.util.Optional;

/**
 * A sign-up that an agent is about to begin.
 *
 * @param service the service
 * @param name what to call the login, where the service gets a second one
 * @param address the mail address to sign up with; that of the agent's own mailbox unless given
 * @param username the user name to ask for, if the service wants one
 * @param rules what the service accepts as a password
 */
public record SignupRequest(
        String service,
        Optional<String> name,
        Optional<String> address,
        Optional<String> username,
        PasswordRules rules) {

    private static final int LONGEST = 254;

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if service or name is not allowed, the address is none, or the user name is blank or
     *     has control characters; the message repeats none of them
     */
    public SignupRequest {
        CredentialKey key = CredentialKey.of(Category.LOGIN, service);
        name.ifPresent(key::named);
        requireReadable("service", service);
        name.ifPresent(text -> requireReadable("name", text));
        address.ifPresent(text -> require(isLine(text) && text.indexOf('@') > 0, "address"));
        username.ifPresent(text -> require(isLine(text), "user name"));
    }

    /**
     * Asks for a sign-up with the agent's own mailbox and a strong password.
     *
     * @param service the service
     * @return the request
     * @throws IllegalArgumentException if the service's name is not allowed
     */
    public static SignupRequest at(String service) {
        return new SignupRequest(service, Optional.empty(), Optional.empty(), Optional.empty(), PasswordRules.strong());
    }

    /**
     * Names the login, so that a second one fits beside it.
     *
     * @param newName the name
     * @return a changed request
     */
    public SignupRequest named(String newName) {
        return new SignupRequest(service, Optional.of(newName), address, username, rules);
    }

    /**
     * Signs up with another address than that of the agent's mailbox.
     *
     * @param newAddress the address
     * @return a changed request
     */
    public SignupRequest using(String newAddress) {
        return new SignupRequest(service, name, Optional.of(newAddress), username, rules);
    }

    /**
     * Asks for a user name.
     *
     * @param newUsername the user name
     * @return a changed request
     */
    public SignupRequest as(String newUsername) {
        return new SignupRequest(service, name, address, Optional.of(newUsername), rules);
    }

    /**
     * Sets what the service accepts as a password.
     *
     * @param newRules the rules
     * @return a changed request
     */
    public SignupRequest accepting(PasswordRules newRules) {
        return new SignupRequest(service, name, address, username, newRules);
    }

    private static boolean isLine(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.codePoints().noneMatch(Character::isISOControl);
    }

    private static void requireReadable(String what, String text) {
        ReadableName.fault(text).ifPresent(why -> {
            throw new IllegalArgumentException("sign-up: the " + what + " " + why);
        });
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("sign-up: the " + what + " cannot be used");
        }
    }
}
