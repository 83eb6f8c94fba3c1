package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.sops.tree.SopsNode;

/** The content of a document that may be written, in the form in which it is sealed. Immutable; prints nothing. */
public final class CheckedContent {

    private final SopsNode.Fields tree;

    CheckedContent(SopsNode.Fields tree) {
        this.tree = tree;
    }

    SopsNode.Fields tree() {
        return tree;
    }
}
