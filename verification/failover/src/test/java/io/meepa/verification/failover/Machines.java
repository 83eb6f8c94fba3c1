package io.meepa.verification.failover;

import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.store.postgres.PostgresSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Three gateways, a primary and its synchronous standby, and what may happen to them. Not thread-safe. */
final class Machines implements AutoCloseable {

    private static final List<String> DATABASES = List.of("a", "b");
    private static final List<String> HOSTS = List.of("h1", "h2", "h3");
    private static final int SECONDS_AHEAD = 40;
    private static final int BEYOND_THE_LEASE_SECONDS = 55;
    private static final int CUT_SECONDS = 6;
    private static final int BACK_SECONDS = 3;

    private final MachineNetwork network;
    private final ControlServer control = new ControlServer(MachineNetwork.CONTROL);
    private final List<HostMachine> hosts = new ArrayList<>();
    private final List<String> incarnations = new ArrayList<>();
    private final List<String> killed = new ArrayList<>();
    private final Random random;
    private DatabaseMachine primary;
    private DatabaseMachine standby;
    private int promotions;
    private int promotionsAhead;

    private Machines(MachineNetwork network, Path folder, Random random) {
        this.network = network;
        this.random = random;
        primary = DatabaseMachine.first(network, DATABASES.get(0), folder);
        primary.execute("set synchronous_commit = local; " + PostgresSchema.tables());
        standby = primary.followedBy(DATABASES.get(1), 0);
    }

    static Machines start(Path folder, Identity identity, Random random) {
        List<String> names = new ArrayList<>(DATABASES);
        names.addAll(HOSTS);
        Machines machines = new Machines(new MachineNetwork(names), folder, random);
        List<String> arguments = List.of(machines.url(), machines.control.url());
        HOSTS.forEach(name -> machines.hosts.add(new HostMachine(machines.network, name, folder, identity, arguments)));
        return machines;
    }

    void startHosts() {
        hosts.forEach(this::start);
    }

    private void start(HostMachine host) {
        host.start();
        incarnations.add(host.incarnation());
    }

    String url() {
        return "jdbc:postgresql://" + network.address("a") + "," + network.address("b")
                + "/postgres?targetServerType=primary&hostRecheckSeconds=0&connectTimeout=2&loginTimeout=3";
    }

    ControlServer control() {
        return control;
    }

    List<String> incarnations() {
        return incarnations;
    }

    /** How many additions of an incarnation may have been done without being reported: the one that it was killed in. */
    long unreported(String incarnation) {
        return (killed.contains(incarnation) ? 1 : 0) + control.count("unknown " + incarnation);
    }

    int promotions() {
        return promotions;
    }

    int promotionsAhead() {
        return promotionsAhead;
    }

    void killPrimary() {
        primary.kill();
        promote();
        rejoin();
    }

    /** The primary is cut off from everybody, succeeded, comes back for a moment without knowing it, and is ended. */
    void cutOffPrimary() {
        String old = primary.name();
        others(old).forEach(other -> cut(old, other));
        promote();
        Pause.millis(CUT_SECONDS * 1_000L);
        others(old).forEach(other -> mend(old, other));
        Pause.millis(BACK_SECONDS * 1_000L);
        standby.kill();
        rejoin();
    }

    private void promote() {
        standby.promote();
        promotions++;
        promotionsAhead += standby.isAhead() ? 1 : 0;
        DatabaseMachine former = primary;
        primary = standby;
        standby = former;
    }

    private void rejoin() {
        boolean ahead = DatabaseMachine.otherClock().isPresent() && random.nextInt(3) == 0;
        standby.follow(primary, ahead ? SECONDS_AHEAD : 0);
    }

    void restartPrimary() {
        primary.kill();
        primary.restart();
        primary.awaitFollower();
    }

    void killHost() {
        HostMachine host = anyHost();
        host.kill();
        killed.add(host.incarnation());
        start(host);
    }

    void freezeHost() {
        HostMachine host = anyHost();
        host.freeze();
        Pause.millis(BEYOND_THE_LEASE_SECONDS * 1_000L);
        host.thaw();
    }

    /** Nothing of a host arrives at the databases; what they send arrives. */
    void silenceHost() {
        String host = anyHost().name();
        DATABASES.forEach(database -> network.cut(host, database));
        Pause.millis(CUT_SECONDS * 1_000L);
        DATABASES.forEach(database -> network.mend(host, database));
    }

    /** Nothing of the databases arrives at a host: what it sends is done, and the answer is lost. */
    void deafenHost() {
        String host = anyHost().name();
        DATABASES.forEach(database -> network.cut(database, host));
        Pause.millis(CUT_SECONDS * 1_000L);
        DATABASES.forEach(database -> network.mend(database, host));
    }

    void cutOffHost() {
        String host = anyHost().name();
        DATABASES.forEach(database -> cut(host, database));
        Pause.millis(CUT_SECONDS * 1_000L);
        DATABASES.forEach(database -> mend(host, database));
    }

    /** Lets the hosts end by themselves, and returns those that did not end well. */
    List<String> endHosts() {
        control.end();
        return hosts.stream()
                .filter(host -> host.awaitEnd() != 0)
                .map(HostMachine::incarnation)
                .toList();
    }

    /** Returns the hosts that ended though nobody asked them to. */
    List<String> endedHosts() {
        return hosts.stream()
                .filter(host -> !host.isAlive())
                .map(HostMachine::incarnation)
                .toList();
    }

    private HostMachine anyHost() {
        return hosts.get(random.nextInt(hosts.size()));
    }

    private void cut(String one, String other) {
        network.cut(one, other);
        network.cut(other, one);
    }

    private void mend(String one, String other) {
        network.mend(one, other);
        network.mend(other, one);
    }

    private static List<String> others(String machine) {
        List<String> others = new ArrayList<>(DATABASES);
        others.addAll(HOSTS);
        others.remove(machine);
        return others;
    }

    @Override
    public void close() {
        hosts.forEach(HostMachine::close);
        standby.close();
        primary.close();
        control.close();
        network.close();
    }
}
