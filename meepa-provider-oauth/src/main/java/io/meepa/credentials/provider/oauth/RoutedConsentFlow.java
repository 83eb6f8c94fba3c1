package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.call.Connected;
import io.meepa.credentials.spi.consent.ConsentAnswer;
import io.meepa.credentials.spi.consent.ConsentRequest;
import io.meepa.credentials.spi.consent.ConsentStart;
import io.meepa.credentials.spi.consent.DevicePoll;
import io.meepa.credentials.spi.consent.DeviceStart;
import io.meepa.credentials.spi.provider.ConsentFlow;
import io.meepa.credentials.spi.provider.SharedFate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/** Leads each service to its kind of flow: MCP servers to theirs, all others to the presets'. */
final class RoutedConsentFlow implements ConsentFlow {

    private final ConsentFlow presets;
    private final ConsentFlow servers;
    private final Function<AgentId, Set<String>> allowed;

    RoutedConsentFlow(ConsentFlow presets, ConsentFlow servers, Function<AgentId, Set<String>> allowed) {
        this.presets = presets;
        this.servers = servers;
        this.allowed = allowed;
    }

    @Override
    public Set<String> services() {
        Set<String> all = new LinkedHashSet<>(presets.services());
        all.addAll(servers.services());
        return all;
    }

    @Override
    public Set<String> services(AgentId agent) {
        Set<String> both = new LinkedHashSet<>(allowed.apply(agent));
        both.retainAll(services());
        return both;
    }

    @Override
    public SharedFate sharedFate(String service) {
        return flow(service).sharedFate(service);
    }

    @Override
    public boolean registers(String service) {
        return flow(service).registers(service);
    }

    @Override
    public boolean withoutPerson(String service) {
        return flow(service).withoutPerson(service);
    }

    @Override
    public ConsentStart begin(ConsentRequest request) {
        return flow(request.service()).begin(request);
    }

    @Override
    public Connected complete(ConsentAnswer answer) {
        return flow(answer.service()).complete(answer);
    }

    @Override
    public Connected connect(ConsentRequest request) {
        return flow(request.service()).connect(request);
    }

    @Override
    public DeviceStart beginOnDevice(ConsentRequest request) {
        return flow(request.service()).beginOnDevice(request);
    }

    @Override
    public DevicePoll poll(ConsentAnswer answer) {
        return flow(answer.service()).poll(answer);
    }

    private ConsentFlow flow(String service) {
        return servers.services().contains(service) ? servers : presets;
    }
}
