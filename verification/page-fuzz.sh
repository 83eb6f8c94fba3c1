#!/usr/bin/env bash
# Sends the gateway example what no test thought of: schemathesis, by the page's own description of its API, in every phase
# and with every check. First all operations as a program with the token, then what belongs to sessions as a page.
# Usage: verification/page-fuzz.sh [cases per operation, 50 if not given]
# It starts a gateway with stand-ins of all services, unless GATEWAY_ADDRESS names one that runs with them, over a new home,
# and MEEPA_GATEWAY_TOKEN is its token.
# Needs the JDK, Maven, curl, and Python 3.10 or newer with its module venv. Ends with an error if a check failed.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly SCHEMATHESIS=4.32.5
readonly TOOLS=target/page-fuzz-tools
readonly REPORTS=target/page-fuzz
readonly port="${GATEWAY_PORT:-8810}"
readonly address="${GATEWAY_ADDRESS:-http://127.0.0.1:$port}"
readonly cases="${1:-50}"

work="$(mktemp -d)"
gateway=""
end() {
    [ -z "$gateway" ] || kill "$gateway" 2> /dev/null || true
    [ -z "$gateway" ] || wait "$gateway" 2> /dev/null || true
    rm -rf "$work"
}
trap end EXIT

say() { printf '[page-fuzz] %s\n' "$*"; }

if ! "$TOOLS/bin/schemathesis" --version 2> /dev/null | grep -qF "$SCHEMATHESIS"; then
    python3 -m venv "$TOOLS"
    "$TOOLS/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$SCHEMATHESIS"
fi

if [ -z "${GATEWAY_ADDRESS:-}" ]; then
    MEEPA_GATEWAY_TOKEN="$(head -c 24 /dev/urandom | base64 | tr -d '+/=')"
    export MEEPA_GATEWAY_TOKEN
    # The gates are for the code, and have judged it before.
    nice -n 4 mvn -B -q -P gateway -pl examples/gateway -am verify -Dgateway.home="$work/home" -Dgateway.port="$port" \
        -Dmaven.test.skip=true -Djacoco.skip -Dspotless.check.skip -Dcheckstyle.skip > "$work/log" 2>&1 &
    gateway=$!
fi

send() { curl -fsS -H "Authorization: Bearer $1" -H 'Content-Type: application/json' "${@:2}"; }

until curl -fsS -o /dev/null "$address/openapi.json" 2> /dev/null; do
    [ -n "$gateway" ] && kill -0 "$gateway" 2> /dev/null || { say "no gateway answers" >&2; tail -n 40 "$work"/* >&2; exit 1; }
    sleep 1
done

# What the description's examples name is there.
for agent in meepa scout; do
    send "$MEEPA_GATEWAY_TOKEN" -o /dev/null -d '{"accept_costs": true}' "$address/api/captain/agents/$agent/provision"
    until send "$MEEPA_GATEWAY_TOKEN" "$address/api/captain/agents/$agent/run" | grep -q '"over":true'; do sleep 1; done
done
send "$MEEPA_GATEWAY_TOKEN" -o /dev/null "$address/api/captain/agents/meepa/credentials" \
    -d '{"category": "login", "service": "github", "items": [{"key": "token", "value": "made-up"}]}'

failed=0
mkdir -p "$REPORTS"
fuzz() {
    local name=$1 key=$2
    shift 2
    say "$name"
    "$TOOLS/bin/schemathesis" --config-file verification/page-fuzz/schemathesis.toml run "$address/openapi.json" \
        --header "Authorization: Bearer $key" --checks all --max-examples "$cases" --continue-on-failure --no-color \
        --generation-database none --report json --report-json-path "$REPORTS/$name.json" "$@" > "$REPORTS/$name.txt" 2>&1 \
        || failed=1
    # Where it failed, whole; else what was done.
    if grep -q '^=* FAILURES\|^=* ERRORS' "$REPORTS/$name.txt"; then
        cat "$REPORTS/$name.txt"
    else
        sed -n '/ SUMMARY /,$p' "$REPORTS/$name.txt"
    fi
}

fuzz program "$MEEPA_GATEWAY_TOKEN"
session="$(send "$MEEPA_GATEWAY_TOKEN" -X POST "$address/api/session" | sed 's/.*"key":"\([^"]*\)".*/\1/')"
# A session that was ended answers nothing but 401 afterwards.
fuzz page "$session" --include-path-regex '^/api/session|/connections' --exclude-operation-id deleteSession
exit "$failed"
