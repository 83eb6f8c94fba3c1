#!/usr/bin/env bash
# Does what the README and docs/getting-started.md ask of their reader, whole: from a copy of the working tree, with an
# empty local repository, in a shell without terminal, locale, home and variables. Downloads all that a new machine
# downloads. An argument names the folder to work in, which is kept; without one a temporary folder is used and removed.
set -euo pipefail
cd "$(dirname "$0")/.."
source verification/published.sh

if [ $# -gt 0 ]; then
    mkdir -p "$1"
    work="$(cd "$1" && pwd)"
else
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
fi
readonly work
readonly java_home="${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}"
readonly maven="$(dirname "$(readlink -f "$(command -v mvn)")")"

say() { printf '[door] %s\n' "$*"; }

# The first block of commands below a heading, or on the page that matches a word.
block() { awk -v start="$2" '$0 == start {there = 1} there && /^```bash$/ {inside = 1; next} inside && /^```$/ {exit} inside' "$1"; }
installation() { grep -m 1 -E '^mvn .* install ' "$1"; }

bare() {
    (cd "$work/tree" && env -i PATH="$maven:$java_home/bin:/usr/bin:/bin" JAVA_HOME="$java_home" \
        MAVEN_OPTS="-Dmaven.repo.local=$work/repository" sh -e -c "$1" < /dev/null)
}

rm -rf "$work/tree" "$work/repository"
mkdir -p "$work/tree" "$work/repository"
tree_to "$work/tree"

quick_start="$(block README.md '## Quick start')"
say "quick start: $quick_start"
bare "$quick_start" > "$work/first.log" 2>&1 || { tail -n 40 "$work/first.log" >&2; exit 1; }
bare "$quick_start" > "$work/second.log" 2>&1 || { tail -n 40 "$work/second.log" >&2; exit 1; }
grep -Eq 'meepa +email +agentmail +existing' "$work/second.log" || { say "the second run reports nothing that exists"; exit 1; }

install="$(installation docs/getting-started.md)"
say "installation: $install"
bare "$install" > "$work/install.log" 2>&1 || { tail -n 40 "$work/install.log" >&2; exit 1; }

say "the pages"
# What was installed a moment ago is not built once more: these modules alone are not among it.
bare "mvn -B -q -pl verification/watch,examples/quickstart,verification/door test -Ddoor.repository=$work/repository -Dtest='GettingStartedTest,ReadmeProgramTest,PluginTemplateTest,PrintedDependenciesTest' -Dsurefire.failIfNoSpecifiedTests=false -Djacoco.skip -Dspotless.check.skip -Dcheckstyle.skip"
say "the front door is open"
