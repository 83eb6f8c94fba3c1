package io.meepa.credentials.provider.oauth.service;

import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What an assertion needs.
 *
 * @param audience the server's issuer, or its token endpoint where it has none on record
 * @param clock the time of signing
 * @param random for ids
 */
record SigningContext(String audience, Clock clock, RandomGenerator random) {}
