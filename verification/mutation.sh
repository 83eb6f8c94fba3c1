#!/usr/bin/env bash
# Changes the code in small ways, one at a time, and counts which changes the tests notice: in the kernel, the document, the
# masking, the codec and the seal. Prints one table; the changes that no test noticed are in target/mutation/<part>.txt.
# Usage: verification/mutation.sh [kernel|document|masking|codec|seal ...]
set -euo pipefail
cd "$(dirname "$0")/.."

readonly CORE=io.meepa.credentials.core
readonly SOPS=io.meepa.credentials.sops
readonly GOAL=85

module_of() {
    case "$1" in
        kernel | document | masking) echo meepa-credentials-core ;;
        codec | seal) echo meepa-store-sops ;;
        *) echo "there is no part $1: kernel, document, masking, codec, seal" >&2; return 2 ;;
    esac
}

classes_of() {
    case "$1" in
        kernel) echo "$CORE.operation.*" ;;
        document) echo "$CORE.document.*" ;;
        masking) echo "$CORE.masking.*" ;;
        codec) echo "$SOPS.age.*,$SOPS.crypto.*,$SOPS.json.*,$SOPS.text.*,$SOPS.traversal.*,$SOPS.tree.*" ;;
        seal) echo "$SOPS.sealed.*" ;;
    esac
}

# The tests of the part itself, and those of what is built on it alone.
tests_of() {
    case "$1" in
        kernel) echo "$CORE.operation.*,$CORE.manager.*,$CORE.reconcile.*,$CORE.revoke.*,$CORE.rotate.*,$CORE.provision.*" ;;
        document) echo "$CORE.document.*,$CORE.manager.*,$CORE.migration.*" ;;
        masking) echo "$CORE.masking.*" ;;
        # Not those of the store and its locks, which go through the whole codec each time; but those of what else a file may be.
        codec) echo "~${SOPS//./\\.}\\.([A-Z]\\w*|(age|crypto|json|key|text|traversal|tree)\\..*|store\\.DiskErrorsTest)" ;;
        seal) echo "$SOPS.*" ;;
    esac
}

mutate() {
    local part="$1" module
    module="$(module_of "$part")"
    rm -rf "$module/target/pit-reports"
    mvn -B -P mutation test-compile org.pitest:pitest-maven:mutationCoverage -pl "$module" -am \
        -Dspotless.check.skip -Dcheckstyle.skip "-DtargetClasses=$(classes_of "$part")" "-DtargetTests=$(tests_of "$part")" \
        '-DexcludedTestClasses=*FuzzTest,*LostLockTest,*ProcessTest,*ProofTest,*SystemCallErrorsTest,*HostileSurroundingsTest,*.interop.*' "-Dthreads=$(nproc)" \
        > "target/mutation/$part.log" 2>&1
    cp "$module/target/pit-reports/mutations.xml" "target/mutation/$part.xml"
}

# One line for each change that no test noticed: class, line, method, and what was changed.
survivors() {
    grep -oE "<mutation detected='false'.*</mutation>" "$1" \
        | sed -E "s#.*status='([A-Z_]+)'.*<mutatedClass>([^<]*)</mutatedClass><mutatedMethod>([^<]*)</mutatedMethod>.*<lineNumber>([0-9]+)</lineNumber>.*<description>([^<]*)</description>.*#\2:\4 \3: \5 (\1)#; s/&lt;/</g; s/&gt;/>/g; s/&quot;//g" \
        | sort
}

row() {
    local part="$1" all killed percent
    all="$(grep -c '<mutation ' "target/mutation/$part.xml")"
    killed="$(grep -c "<mutation detected='true'" "target/mutation/$part.xml")"
    percent=$((100 * killed / all))
    survivors "target/mutation/$part.xml" > "target/mutation/$part.txt"
    printf '| %s | %s | %s | %s %% |\n' "$part" "$all" "$killed" "$percent" >> target/mutation.md
    [ "$percent" -ge "$GOAL" ] || failed=1
}

failed=0
mkdir -p target/mutation
parts=("$@")
[ "${#parts[@]}" -gt 0 ] || parts=(kernel document masking codec seal)
{
    printf '%s, commit %s\n\n' "$(date -u +%F)" "$(git rev-parse --short HEAD)"
    printf '| part | changes | noticed | share |\n| --- | --- | --- | --- |\n'
} > target/mutation.md
for part in "${parts[@]}"; do
    module_of "$part" > /dev/null
    mutate "$part"
    row "$part"
done
cat target/mutation.md
[ "$failed" = 0 ] || echo "fewer than $GOAL % of a part: docs/verification.md has to name each survivor with its reason" >&2
exit "$failed"
