#!/usr/bin/env bash
# Sends every request of the Google Workspace provider through Prism, which refuses what an API description does not know.
# Needs Node.js and npm. Usage: verification/prism/google.sh <description of the Directory API, Swagger 2 or OpenAPI 3>
set -euo pipefail

description=$(realpath "${1:?usage: $0 <description of the Directory API>}")
port=${PRISM_PORT:-4010}
project=$(cd "$(dirname "$0")/../.." && pwd)
tools=${PRISM_HOME:-$(mktemp -d)}

export SCARF_ANALYTICS=false
if [ ! -x "$tools/node_modules/.bin/prism" ]; then
    npm install --prefix "$tools" --no-audit --no-fund @stoplight/prism-cli@5.16.0
fi

"$tools/node_modules/.bin/prism" mock --host 127.0.0.1 --port "$port" --errors "$description" > "$tools/prism.log" 2>&1 &
prism=$!
trap 'kill "$prism" 2> /dev/null || true' EXIT

for _ in $(seq 60); do
    grep -q 'listening on' "$tools/prism.log" && break
    kill -0 "$prism" 2> /dev/null || { cat "$tools/prism.log"; exit 1; }
    sleep 1
done
grep -q 'listening on' "$tools/prism.log" || { echo "Prism did not start: $tools/prism.log" >&2; exit 1; }

cd "$project"
mvn -B -q test -pl meepa-provider-gworkspace -am -Dtest=PrismTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dprism.url="http://127.0.0.1:$port"
grep -h -o 'tests="[0-9]*"\|skipped="[0-9]*"' \
    meepa-provider-gworkspace/target/surefire-reports/TEST-*PrismTest.xml | head -2
