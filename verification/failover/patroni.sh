#!/usr/bin/env bash
# Three PostgreSQL servers under Patroni with an etcd, of which the leader is lost again and again, while the store writes.
# "run" installs what is missing: etcd and the programs of a PostgreSQL server by apt-get, Patroni by pip into the run's folder.
# Variables: PATRONI (the program), PG_BIN (a folder), LOSSES (20), ROLE (the user that the servers run as, where this is root).
# Usage: verification/failover/patroni.sh run | up FOLDER | kill FOLDER NODE | start FOLDER NODE | down FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly PATRONI_VERSION=4.1.5
PATRONI="${PATRONI:-}"
PG_BIN="${PG_BIN:-}"
ROLE="${ROLE:-postgres}"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

packages() {
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 install "$@" > /dev/null
}

# The newest server that is installed as Debian does it; empty if there is none.
newest_server() {
    find /usr/lib/postgresql -maxdepth 3 -name initdb 2> /dev/null | sort -V | tail -1 | xargs -r dirname
}

# Patroni lies in the run's folder, where the servers' user may read it: root's own folders are closed to that user.
provide() {
    local python=/usr/bin/python3
    command -v etcd > /dev/null || packages etcd-server
    PG_BIN="${PG_BIN:-$(newest_server)}"
    if [ -z "$PG_BIN" ]; then
        packages postgresql
        PG_BIN="$(newest_server)"
    fi
    if [ -z "$PATRONI" ]; then
        [ -x "$python" ] || python="$(command -v python3)"
        "$python" -m venv "$folder/patroni" 2> /dev/null || { packages python3-venv && "$python" -m venv "$folder/patroni"; }
        "$folder/patroni/bin/pip" install -qq --disable-pip-version-check "patroni[etcd3]==$PATRONI_VERSION" "psycopg[binary]"
        PATRONI="$folder/patroni/bin/patroni"
    fi
    export PATRONI PG_BIN
    "$PATRONI" --version
    etcd --version | sed -n 1p
    "$PG_BIN/postgres" --version
}

# Takes the place of the shell that calls it, so that the shell's process is the program's.
as_role() {
    if [ "$(id -u)" = 0 ]; then
        exec setsid setpriv --reuid="$ROLE" --regid="$ROLE" --init-groups env HOME="$folder" "$@"
    else
        exec setsid "$@"
    fi
}

configuration() {
    local number=$1
    cat > "$folder/n$number.yml" << YAML
scope: meepa
name: n$number
restapi: {listen: "127.0.0.1:$((15500 + number))", connect_address: "127.0.0.1:$((15500 + number))"}
etcd3: {host: "127.0.0.1:15579"}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 3
    retry_timeout: 4
    synchronous_mode: true
    synchronous_mode_strict: true
    postgresql:
      use_pg_rewind: true
      parameters: {wal_log_hints: "on", wal_keep_size: 512MB, fsync: "on", full_page_writes: "on", shared_buffers: 32MB}
  initdb: [{encoding: UTF8}, {locale: C}, data-checksums]
postgresql:
  listen: "127.0.0.1:$((15400 + number))"
  connect_address: "127.0.0.1:$((15400 + number))"
  data_dir: "$folder/data$number"
  bin_dir: "$PG_BIN"
  authentication:
    superuser: {username: postgres, password: postgres}
    replication: {username: replicator, password: replicator}
    rewind: {username: postgres, password: postgres}
  parameters: {unix_socket_directories: "", wal_retrieve_retry_interval: 200ms}
  pg_hba: ["host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
YAML
}

start() {
    as_role "$PATRONI" "$folder/n$1.yml" >> "$folder/n$1.log" 2>&1 < /dev/null &
    echo $! > "$folder/n$1.pid"
}

# A machine that loses its power: Patroni and every process of its server.
lose() {
    local postmaster
    postmaster="$(head -1 "$folder/data$1/postmaster.pid" 2> /dev/null || true)"
    kill -9 "$(cat "$folder/n$1.pid")" 2> /dev/null || true
    if [ -n "$postmaster" ]; then
        # shellcheck disable=SC2046
        kill -9 "$postmaster" $(pgrep -P "$postmaster" || true) 2> /dev/null || true
    fi
}

up() {
    mkdir -p "$folder"
    for number in 1 2 3; do configuration "$number"; done
    [ "$(id -u)" != 0 ] || chown -R "$ROLE" "$folder"
    as_role etcd --name e --data-dir "$folder/etcd" --listen-client-urls http://127.0.0.1:15579 \
        --advertise-client-urls http://127.0.0.1:15579 --listen-peer-urls http://127.0.0.1:15580 \
        > "$folder/etcd.log" 2>&1 < /dev/null &
    echo $! > "$folder/etcd.pid"
    for number in 1 2 3; do start "$number"; done
}

down() {
    for number in 1 2 3; do lose "$number"; done
    kill -9 "$(cat "$folder/etcd.pid")" 2> /dev/null || true
}

case "${1:-}" in
    run)
        folder="$(mktemp -d)"
        chmod 755 "$folder"
        provide
        trap 'down' EXIT
        up
        nice -n 5 mvn -B -q test -pl verification/failover -am -Djacoco.skip -Dtest=PatroniTest \
            -Dsurefire.failIfNoSpecifiedTests=false -Dpatroni.folder="$folder" -Dproof.losses="${LOSSES:-20}"
        grep -h '^proof: ' verification/failover/target/surefire-reports/*PatroniTest-output.txt
        ;;
    up | down) folder="$2"; "$1" ;;
    kill) folder="$2"; lose "$3" ;;
    start) folder="$2"; start "$3" ;;
    *) sed -n '2,5p' "$0"; exit 2 ;;
esac
