#!/usr/bin/env bash
# Runs the gate again and again, and every test that depends on other threads, processes, browsers, terminals or real time
# many times in a JVM of its own. What has passed is kept as long as the files that it was about stay the same, so that the
# command can be stopped and started again: for a gate all files but the pages of figures, for a test the published code, the
# build and its own module.
#
# Usage: verification/again.sh [--gates N] [--times N] [--at-once N] [--only PATTERN] [--list]
#   --gates N        how often the gate runs in a clean clone, the last time beside a busy loop on every core (3; 0 for never)
#   --times N        how often each of the tests runs in its own JVM (50; 0 for never)
#   --at-once N      how many such JVMs run at a time (1): more of them is sooner, and harder on each
#   --only PATTERN   only those tests whose line in the list holds this extended regular expression
#   --list           prints the list of the tests, and ends
#
# The programs that tests are compared with are found as the gate finds them: see CONTRIBUTING.md.
set -euo pipefail
cd "$(dirname "$0")/.."

gates=3
times=50
at_once=1
only=.
listing=

# A test is of the kind if its source names one of these, or a class beside it that does.
readonly KIND='\b(Thread|ExecutorService|Executors|CompletableFuture|CountDownLatch|CyclicBarrier|Timeout|LockSupport|Process|ProcessBuilder|ChromeDriver|StressOptions|PostgresPair|nanoTime|currentTimeMillis|Instant\.now|Fault\.(Hold|Delay|SlowDrip))\b'

# Pages that tell what was measured: writing there makes no earlier result untrue.
readonly FIGURES='	docs/(verification\.md|benchmarks\.(md|svg))$'

while [ $# -gt 0 ]; do
    case "$1" in
        --gates) gates="$2"; shift 2 ;;
        --times) times="$2"; shift 2 ;;
        --at-once) at_once="$2"; shift 2 ;;
        --only) only="$2"; shift 2 ;;
        --list) listing=1; shift ;;
        *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2 ;;
    esac
done

commit="$(git rev-parse HEAD)"
source="$PWD"
state="$PWD/target/again"
clone="$state/clone"

# The names of the classes in files that are no tests themselves, as one regular expression.
fixtures() {
    { grep -v 'Test\.java$' || true; } | sed 's#.*/##; s#\.java$##' | paste -sd'|'
}

# One line a test: its module and its class.
tests_of() {
    local module="$1" files found more names
    mapfile -t files < <(git ls-files "$module/src/test/java/*.java")
    found="$(grep -lE "$KIND" "${files[@]}" || true)"
    while names="$(fixtures <<< "$found")" && [ -n "$names" ]; do
        more="$(printf '%s\n' "$found" "$(grep -lwE "$names" "${files[@]}")" | sort -u)"
        if [ "$more" = "$found" ]; then
            break
        fi
        found="$more"
    done
    { grep 'Test\.java$' <<< "$found" || true; } | sed "s#^$module/src/test/java/##; s#\.java\$##; s#/#.#g; s#^#$module #"
}

list() {
    local module
    for module in $(git ls-files '*/src/test/java/*.java' | sed 's#/src/test/java/.*##' | sort -u); do
        tests_of "$module"
    done
}

# One word for the files that a result is about: all, or those that matter to the tests of one module.
files() {
    local module="${1:-}"
    git ls-tree -r HEAD | if [ -z "$module" ]; then
        grep -vE "$FIGURES"
    else
        grep -E "/src/main/|pom\.xml$|	$module/"
    fi | git hash-object --stdin
}

passed() {
    grep -qF "| $1 | $2 |" "$state/passed" 2> /dev/null
}

# Keeps a result: "files", "what", "result", and whether it passed.
keep() {
    printf '| %s | %s | %s | %s |\n' "$1" "$2" "$3" "$(git -C "$clone" rev-parse --short HEAD)" >> "$state/$4"
    printf '[again] %s: %s\n' "$2" "$3"
}

update_clone() {
    if [ ! -d "$clone" ]; then
        git clone -q --no-hardlinks "$source" "$clone"
    elif [ "$(git -C "$clone" rev-parse HEAD)" != "$commit" ]; then
        git -C "$clone" fetch -q "$source" HEAD
        find "$clone" -name again.classpath -delete
    fi
    git -C "$clone" checkout -q "$commit"
}

# One gate in a clean clone; the second argument is how many busy loops run beside it.
gate() {
    local what="$1" all loops=() started log result=failed
    all="$(files)"
    if passed "$all" "$what"; then
        return
    fi
    log="$state/$what.log"
    git -C "$clone" clean -qxfd
    for ((loop = 0; loop < $2; loop++)); do
        sh -c 'while :; do :; done' &
        loops+=($!)
    done
    started="$SECONDS"
    if (cd "$clone" && mvn -B verify) > "$log" 2>&1; then
        result=passed
    fi
    if [ "${#loops[@]}" -gt 0 ]; then
        kill "${loops[@]}"
    fi
    keep "$all" "$what" "$result in $((SECONDS - started)) s; $(grep -h -m 1 '^skipped tests' "$log" || echo 'no closing line')" "$result"
}

# Compiles the modules of the chosen tests, with the class path of each in a file beside its classes.
compile() {
    local module wanted=()
    for module in "$@" verification/watch; do
        [ -f "$clone/$module/target/again.classpath" ] || wanted+=("$module")
    done
    if [ "${#wanted[@]}" -eq 0 ]; then
        return
    fi
    printf '[again] compiling %s\n' "${wanted[*]}"
    if ! (cd "$clone" && mvn -B -q test-compile \
        org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
        -pl "$(IFS=,; echo "${wanted[*]}")" -am \
        -Dmdep.includeScope=test -Dmdep.outputFile='${project.build.directory}/again.classpath' \
        -Dspotless.check.skip -Dcheckstyle.skip) > "$state/compile.log" 2>&1; then
        for module in "${wanted[@]}"; do
            rm -f "$clone/$module/target/again.classpath"
        done
        echo "NOT COMPILED: see $state/compile.log" >&2
        exit 1
    fi
}

# The class path of a module, with JUnit's launcher, and without the logger that throws everything away.
class_path() {
    printf '%s:%s:' "$clone/$1/target/test-classes" "$clone/$1/target/classes"
    { tr ':' '\n' < "$clone/$1/target/again.classpath"; echo; tr ':' '\n' < "$clone/verification/watch/target/again.classpath" \
        | grep -E '/junit-platform-(launcher|engine|commons)-'; } | grep -vE '^$|/slf4j-nop-' | awk '!seen[$0]++' | paste -sd:
}

repeat() {
    local module="$1" class="$2" own log result=failed
    own="$(files "$module")"
    if passed "$own" "$class x $times"; then
        return
    fi
    log="$state/$class.log"
    # The folder of a module, for tests read files beside it.
    if (cd "$clone/$module" && java -Dsops.programs="${SOPS_PROGRAMS:-${PATH}}" \
        -cp "$(class_path "$module")" "$clone/verification/again/Repeat.java" "$class" "$times") > "$log" 2>&1; then
        result=passed
    fi
    keep "$own" "$class x $times" "$(tail -n 1 "$log")" "$result"
}

if [ -n "$listing" ]; then
    list
    exit
fi

mkdir -p "$state"
rm -f "$state/failed"
update_clone
for ((number = 1; number < gates; number++)); do
    gate "gate $number" 0
done
if [ "$gates" -gt 0 ]; then
    gate "gate $gates beside a busy loop on every core" "$(nproc)"
fi
if [ "$times" -gt 0 ]; then
    chosen="$(list | grep -E "$only" || true)"
    if [ -z "$chosen" ]; then
        echo "no test's line holds $only: --list prints them" >&2
        exit 2
    fi
    mapfile -t modules < <(cut -d' ' -f1 <<< "$chosen" | sort -u)
    compile "${modules[@]}"
    while read -r module class; do
        while [ "$(jobs -rp | wc -l)" -ge "$at_once" ]; do
            wait -n
        done
        repeat "$module" "$class" < /dev/null &
    done <<< "$chosen"
    wait
fi

# What is true of the files as they are now.
current() {
    local module
    { files; for module in $(cut -d' ' -f1 <<< "${chosen:-}" | sort -u); do files "$module"; done; } > "$state/now"
    cat "$state/passed" "$state/failed" 2> /dev/null | grep -F -f "$state/now" | cut -d'|' -f3- | sed 's/^/|/' || true
}

{
    printf '%s, commit %s, %s cores\n\n' "$(date -u +%F)" "${commit:0:12}" "$(nproc)"
    printf '| again and again | result | at |\n| --- | --- | --- |\n'
    current
} | tee "$state/table.md"
if [ -s "$state/failed" ]; then
    echo 'NOT PASSED: the logs are in target/again' >&2
    exit 1
fi
