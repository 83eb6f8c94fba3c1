#!/usr/bin/env bash
# Runs connections against Keycloak: sign-in with a proof key, renewal with one-time tokens, metadata, pushed requests,
# revocation, and a token for the app alone, by its secret and by an assertion (RFC 7523). Needs the JDK, Maven, unzip and
# curl; takes the distribution from Maven Central.
# Prints the figures that docs/verification.md has.
set -euo pipefail
cd "$(dirname "$0")/../.."

version="${KEYCLOAK_VERSION:-26.7.3}"
port="${KEYCLOAK_PORT:-18080}"
work="$(mktemp -d)"
server=""
end() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT

mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact="org.keycloak:keycloak-quarkus-dist:$version:zip" -DoutputDirectory="$work" -Dmdep.useBaseVersion=true
unzip -q "$work/keycloak-quarkus-dist-$version.zip" -d "$work"
mkdir -p "$work/keycloak-$version/data/import"
java verification/keycloak/AppKey.java verification/keycloak/realm.json \
  "$work/keycloak-$version/data/import/realm.json" "$work/app-key.pem"

began=$(date +%s)
JAVA_OPTS_KC_HEAP="-Xms128m -Xmx512m" "$work/keycloak-$version/bin/kc.sh" start-dev --http-port="$port" \
  --http-host=127.0.0.1 --import-realm --features=jwt-authorization-grant >"$work/log" 2>&1 &
server=$!
issuer="http://127.0.0.1:$port/realms/meepa"
# The address that the library asks first. The first answer of a cold server takes longer than the library waits.
until curl -fsS -m 4 -o /dev/null "http://127.0.0.1:$port/.well-known/oauth-authorization-server/realms/meepa" 2>/dev/null; do
  kill -0 "$server" 2>/dev/null || { tail -20 "$work/log"; exit 1; }
  sleep 1
done
echo "proof: keycloak $version: ready after $(($(date +%s) - began)) s"

KEYCLOAK_ISSUER="$issuer" KEYCLOAK_APP_KEY="$(cat "$work/app-key.pem")" mvn -B -q test -pl meepa-provider-oauth -am \
  -Dtest=KeycloakRoundTripTest -Dsurefire.failIfNoSpecifiedTests=false -Djacoco.skip=true \
  -Dspotless.check.skip=true -Dcheckstyle.skip=true
grep -ha '^proof: ' meepa-provider-oauth/target/surefire-reports/*KeycloakRoundTripTest-output.txt
