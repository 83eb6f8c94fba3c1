#!/usr/bin/env bash
# Runs connections against Keycloak: sign-in with a proof key, renewal with one-time tokens, metadata, pushed requests,
# revocation, and a token for the app alone. Needs the JDK, Maven and unzip; takes the distribution from Maven Central.
# Prints the figures that docs/verification.md has.
set -euo pipefail
cd "$(dirname "$0")/../.."

version="${KEYCLOAK_VERSION:-26.4.5}"
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
cp verification/keycloak/realm.json "$work/keycloak-$version/data/import/"

began=$(date +%s)
JAVA_OPTS_KC_HEAP="-Xms128m -Xmx512m" "$work/keycloak-$version/bin/kc.sh" start-dev --http-port="$port" \
  --http-host=127.0.0.1 --import-realm >"$work/log" 2>&1 &
server=$!
issuer="http://127.0.0.1:$port/realms/meepa"
until curl -fsS -o /dev/null "$issuer/.well-known/openid-configuration" 2>/dev/null; do
  kill -0 "$server" 2>/dev/null || { tail -20 "$work/log"; exit 1; }
  sleep 1
done
echo "proof: keycloak $version: ready after $(($(date +%s) - began)) s"

KEYCLOAK_ISSUER="$issuer" mvn -B -q test -pl meepa-provider-oauth -am \
  -Dtest=KeycloakRoundTripTest -Dsurefire.failIfNoSpecifiedTests=false -Djacoco.skip=true \
  -Dspotless.check.skip=true -Dcheckstyle.skip=true
grep -ha '^proof: ' meepa-provider-oauth/target/surefire-reports/*KeycloakRoundTripTest-output.txt
