package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;

/**
 * Whose mailbox.
 *
 * @param address the address
 * @param userId what stays when the address moves on
 * @param marker our tag, as the user bears it
 */
record Mailbox(String address, String userId, String marker) {

    static Mailbox of(AgentCredential credential) {
        boolean ours = credential.managed()
                && credential.category().equals(Category.EMAIL)
                && credential.service().equals(GoogleWorkspaceProvider.ID);
        if (!ours) {
            throw new IllegalArgumentException(
                    credential.key() + " is no managed mail credential of " + GoogleWorkspaceProvider.ID);
        }
        return new Mailbox(
                credential.secret(ItemKeys.ADDRESS).reveal(),
                credential.secret(UserIssue.USER_ID).reveal(),
                credential.metadata().text(UserIssue.MARKER).orElse(""));
    }
}
