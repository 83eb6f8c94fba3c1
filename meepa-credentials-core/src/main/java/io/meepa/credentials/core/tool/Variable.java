package io.meepa.credentials.core.tool;

import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.Secret;

/**
 * A variable on its way to a tool.
 *
 * @param name its name
 * @param value its value
 * @param source where the value comes from, for messages
 * @param masked whether the value is a secret that output must not show
 */
record Variable(String name, Secret value, String source, boolean masked) {

    static Variable of(String name, CredentialItem item, String source) {
        return new Variable(name, item.value(), source, item.secret());
    }
}
