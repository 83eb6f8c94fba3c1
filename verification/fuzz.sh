#!/usr/bin/env bash
# Runs every fuzz target until it has had a million inputs, one after the other and at low priority, and tells what each
# came to. An input may take a minute, however loaded the machine, and 64 MiB. Ends with an error if a target found
# something or had fewer inputs.
# Usage: verification/fuzz.sh [a part of the names of the targets wanted]
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=${1:-}
enough=1000000
targets=(
    meepa-store-sops:CodecFuzzTest#opensOrRefusesAnyFile
    meepa-store-sops:CodecFuzzTest#readsAndWritesTheSameJson
    meepa-store-sops:CodecFuzzTest#readsTheOneSpellingOfAValue
    meepa-store-sops:CodecFuzzTest#opensNoForeignAgeFile
    meepa-store-sops:CodecFuzzTest#readsOrRefusesAnyIdentityFile
    meepa-credentials-core:DocumentFuzzTest#readsAndWritesTheSameDocument
    meepa-credentials-core:ConfigurationFuzzTest#readsOrRefusesAnyFile
)
# The gates are for the code, and have judged it before.
quick='-Dspotless.check.skip -Dcheckstyle.skip -Denforcer.skip -Djacoco.skip'
failed=0

# What Maven prints is no result: even when quiet it sends codes for the terminal.
# shellcheck disable=SC2086
nice -n 15 mvn -B -q test-compile -pl meepa-store-sops,meepa-credentials-core -am $quick >&2
for target in "${targets[@]}"; do
    module=${target%%:*}
    test=${target#*:}
    [[ $target == *"$wanted"* ]] || continue
    rm -rf "$module/target/surefire-reports" && mkdir -p "$module/target"
    log="$module/target/fuzz-${test#*#}.log"
    outcome='no finding'
    # Jazzer takes one target a run.
    # shellcheck disable=SC2086
    JAZZER_FUZZ=1 nice -n 15 mvn -B -q test -pl "$module" -am -Dtest="$test" -Dsurefire.failIfNoSpecifiedTests=false \
        $quick > "$log" 2>&1 || outcome='FINDING or failure'
    done_line=$(grep -rhoa 'Done [0-9]* runs in [0-9]* second' "$log" "$module/target/surefire-reports" 2> /dev/null \
        | tail -1 || true)
    runs=$(tr -dc '0-9 ' <<< "$done_line" | awk '{ print $1 + 0 }')
    [[ $outcome != 'no finding' || $runs -ge $enough ]] || outcome="TOO FEW, $enough are wanted"
    [[ $outcome == 'no finding' ]] || failed=1
    printf '%s: %s; %s\n' "$test" "${done_line:-see $log}" "$outcome"
done
exit "$failed"
