#!/usr/bin/env bash
# Compares the public types of the published modules with those of an earlier state, and fails if a program that was built
# against that state would no longer compile or run. Usage: verification/compatibility.sh [tag, branch or commit]
# The state compared with is the last release, a tag v*, unless one is given.
set -euo pipefail
cd "$(dirname "$0")/.."
source verification/published.sh

base="${1:-$(git describe --tags --abbrev=0 --match 'v*' 2> /dev/null || true)}"
if [ -z "$base" ]; then
    echo "nothing is released yet: no tag v* to compare with"
    exit 0
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir "$work/old" "$work/new" "$work/jars"
git archive "$base" | tar -xf - -C "$work/old"
package_published "$work/old"
for module in "${PUBLISHED_JARS[@]}"; do
    jar="$(find "$work/old/$module/target" -maxdepth 1 -name "$module-*.jar" ! -name '*-sources.jar' ! -name '*-javadoc.jar')"
    cp "$jar" "$work/jars/$module.jar"
done

tree_to "$work/new"
package_published "$work/new" -Dcompatibility.base="$work/jars"
echo "compatible with $base"
