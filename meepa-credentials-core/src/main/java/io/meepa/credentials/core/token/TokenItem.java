package io.meepa.credentials.core.token;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import java.util.List;
import java.util.Optional;

/** Which item of a token credential is the token. */
public final class TokenItem {

    private TokenItem() {}

    /** Finds it: {@code access_token}, else {@code token}, else the only item of the type {@code api_token}. */
    public static Optional<CredentialItem> of(AgentCredential credential) {
        return credential
                .item(ItemKeys.ACCESS_TOKEN)
                .or(() -> credential.item(ItemKeys.TOKEN))
                .or(() -> only(credential));
    }

    private static Optional<CredentialItem> only(AgentCredential credential) {
        List<CredentialItem> tokens = credential.items().stream()
                .filter(item ->
                        item.type().equals(ItemType.API_TOKEN) && !item.key().equals(ItemKeys.REFRESH_TOKEN))
                .toList();
        return tokens.size() == 1 ? Optional.of(tokens.get(0)) : Optional.empty();
    }
}
