#!/usr/bin/env bash
# Runs every fuzz target until it has had a million inputs, one after the other and at low priority, and tells what each
# came to. Usage: verification/fuzz.sh [a part of the names of the targets wanted]
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=${1:-}
targets=(
    meepa-store-sops:CodecFuzzTest#opensOrRefusesAnyFile
    meepa-store-sops:CodecFuzzTest#readsAndWritesTheSameJson
    meepa-store-sops:CodecFuzzTest#readsTheOneSpellingOfAValue
    meepa-store-sops:CodecFuzzTest#opensNoForeignAgeFile
    meepa-store-sops:CodecFuzzTest#readsOrRefusesAnyIdentityFile
    meepa-credentials-core:DocumentFuzzTest#readsAndWritesTheSameDocument
    meepa-credentials-core:ConfigurationFuzzTest#readsOrRefusesAnyFile
)
failed=0

for target in "${targets[@]}"; do
    module=${target%%:*}
    test=${target#*:}
    [[ $target == *"$wanted"* ]] || continue
    rm -rf "$module/target/surefire-reports" && mkdir -p "$module/target"
    outcome='no finding'
    # Jazzer takes one target a run.
    JAZZER_FUZZ=1 nice -n 15 mvn -B -q test -pl "$module" -am -Dtest="$test" -Dsurefire.failIfNoSpecifiedTests=false \
        -Djacoco.skip > "$module/target/fuzz.log" 2>&1 || { outcome='FINDING or failure'; failed=1; }
    runs=$(grep -rhoa 'Done [0-9]* runs in [0-9]* second' "$module/target/fuzz.log" "$module/target/surefire-reports" \
        2> /dev/null | tail -1 || true)
    printf '%s: %s; %s\n' "$test" "${runs:-see $module/target/fuzz.log}" "$outcome"
done
exit "$failed"
