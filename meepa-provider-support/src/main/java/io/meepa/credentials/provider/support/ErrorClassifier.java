package io.meepa.credentials.provider.support;

/** Says what an upstream's errors mean, by its codes and reasons. A status alone means something else everywhere. */
@FunctionalInterface
public interface ErrorClassifier {

    /**
     * Reads an error.
     *
     * @param error the answer
     * @return what it means
     */
    Classified classify(UpstreamError error);
}
