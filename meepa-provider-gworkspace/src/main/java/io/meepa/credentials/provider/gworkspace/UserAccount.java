package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.provider.support.absence.AccountCheck;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the directory is the one that made a user. Before customers were recorded, the address was: a domain belongs to one
 * customer.
 *
 * @param run the calls
 * @param domain the configured domain
 * @param credential what is stored, if creation was completed
 */
record UserAccount(DirectoryRun run, String domain, Optional<AgentCredential> credential) {

    AccountCheck check() {
        Optional<String> asked = run.customer();
        Optional<String> made = credential.flatMap(stored -> stored.metadata().text(MetadataKeys.ACCOUNT));
        if (made.isPresent() && asked.isPresent()) {
            return made.equals(asked)
                    ? AccountCheck.same(asked.get())
                    : AccountCheck.other("Google Workspace", made.get(), asked.get());
        }
        if (made.isPresent()) {
            return AccountCheck.doubtful(
                    "the directory does not say which customer the domain " + domain + " belongs to");
        }
        boolean ours = credential
                .flatMap(stored -> stored.item(ItemKeys.ADDRESS))
                .map(item -> item.value().reveal().toLowerCase(Locale.ROOT).endsWith("@" + domain))
                .orElse(true);
        return ours
                ? asked.map(AccountCheck::same).orElseGet(AccountCheck::untold)
                : AccountCheck.doubtful("the user's address is not of the configured domain " + domain);
    }
}
