/**
 * Providers that need no network, over services in memory: for tests of hosts, of engines and of the contracts themselves.
 * {@link io.meepa.credentials.testkit.fake.FakeKeyProvider} issues boxes with keys of a
 * {@link io.meepa.credentials.testkit.fake.FakeKeyService}, which can be made to repeat, to be searched or neither, and to
 * fail and deny; {@link io.meepa.credentials.testkit.fake.FakeTokenProvider} renews tokens of a
 * {@link io.meepa.credentials.testkit.fake.FakeTokenServer}.
 *
 * <pre>{@code
 * FakeKeyService service = FakeKeyService.of(Capabilities.Creation.FINDABLE);
 * CredentialManager manager = CredentialManager.builder()
 *         .provider(new FakeKeyProvider(service))
 *         .environment(service.environment()::get)
 *         .set("credentials.email.provider", FakeKeyProvider.ID)
 *         ...
 * service.disturb(Disturbance.ANSWER_LOST, 1);
 * }</pre>
 */
@NullMarked
package io.meepa.credentials.testkit.fake;

import org.jspecify.annotations.NullMarked;
