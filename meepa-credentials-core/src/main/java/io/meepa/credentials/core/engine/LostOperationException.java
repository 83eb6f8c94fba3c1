package io.meepa.credentials.core.engine;

import io.meepa.credentials.core.document.Operation;

/**
 * A run was held up, and meanwhile another one ended its operation or took it over. What it learnt since is not recorded:
 * the record is somebody else's now.
 */
final class LostOperationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostOperationException(Operation operation) {
        super(operation.category() + "/" + operation.service()
                + ": the operation was ended or taken over by another run"
                + " while this one was held up, so nothing was recorded; what this run made upstream, if anything, bears"
                + " the tag " + operation.details().tag() + " and is found by reconcile");
    }
}
