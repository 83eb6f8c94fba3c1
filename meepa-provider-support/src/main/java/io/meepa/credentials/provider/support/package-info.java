/**
 * What providers that speak HTTP share: deadlines, retries, error classes, redaction and the base-URL guard.
 *
 * <p>A provider opens one {@link io.meepa.credentials.provider.support.ApiClient} per issuer, begins a
 * {@link io.meepa.credentials.provider.support.ApiRun} for each piece of work and sends
 * {@link io.meepa.credentials.provider.support.ApiRequest}s in it. What an upstream's errors mean is the provider's
 * {@link io.meepa.credentials.provider.support.ErrorClassifier} to say.
 */
@NullMarked
package io.meepa.credentials.provider.support;

import org.jspecify.annotations.NullMarked;
