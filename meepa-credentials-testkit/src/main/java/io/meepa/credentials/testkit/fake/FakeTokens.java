package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.model.Secret;

/**
 * What a refresh token buys.
 *
 * @param access the access token
 * @param refresh the next refresh token
 */
public record FakeTokens(Secret access, Secret refresh) {}
