#!/usr/bin/env bash
# Runs the long proofs in full, the fuzz targets last, and prints one table of what they came to. Takes hours. What needs
# sops (folders in SOPS_PROGRAMS, or the PATH), age or strace is skipped where they are missing, and reported; with
# MEEPA_INTEROP=mandatory it fails. Usage: verification/proofs.sh [--without-fuzzing]
set -euo pipefail
cd "$(dirname "$0")/.."

modules=(meepa-credentials-core meepa-store-sops verification/system verification/crash verification/failover)
table=target/proofs.md
failed=0

reports() {
    find "${modules[@]/%//target/surefire-reports}" -name "$1" 2> /dev/null || true
}

# The lines that tests print as "proof: what: figures", from wherever Surefire put them.
proofs() {
    { { reports '*-output.txt'; reports 'TEST-*.xml'; } | sort | xargs -r cat || true; } \
        | sed -nE 's/^(.*<!\[CDATA\[)?proof: ([^:]*): (.*)$/| \2 | \3 |/p' | sort -u
}

# Nothing skipped is no failure.
skipped() {
    { reports 'TEST-*.xml' | xargs -r grep -ha '<skipped' || true; } | sed -E 's/.*message="([^"]*)".*/| skipped | \1 |/' | sort | uniq
}

# "Test#target: Done n runs in s second; outcome", as fuzz.sh prints.
fuzzed() {
    sed -nE 's/^([A-Za-z]+#[A-Za-z]+): (.*)$/| fuzzed \1 | \2 |/p' target/fuzz.txt
}

mkdir -p target
for module in "${modules[@]}"; do
    rm -rf "$module/target/surefire-reports"
done
nice -n 15 mvn -B -q -fae test -pl "$(IFS=,; echo "${modules[*]}")" -am -Dproof.full=true -Djacoco.skip \
    > target/proofs.log 2>&1 || failed=1
{
    printf '%s, commit %s, %s\n\n' "$(date -u +%F)" "$(git rev-parse --short HEAD)" \
        "$(java -version 2>&1 | grep -m 1 version)"
    printf '| proof | result |\n| --- | --- |\n'
    proofs
    skipped
} > "$table"
if [[ ${1:-} != --without-fuzzing ]]; then
    verification/fuzz.sh > target/fuzz.txt || failed=1
    fuzzed >> "$table"
fi
cat "$table"
[[ $failed == 0 ]] || echo 'NOT PROVEN: a test or a fuzz target failed; see target/proofs.log and the fuzz logs'
exit "$failed"
