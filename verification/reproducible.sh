#!/usr/bin/env bash
# Builds what is published twice, in two folders with different names, and compares every file byte by byte.
# Usage: verification/reproducible.sh
set -euo pipefail
cd "$(dirname "$0")/.."
source verification/published.sh

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

for copy in first a-second-copy; do
    mkdir "$work/$copy"
    tree_to "$work/$copy"
    package_published "$work/$copy" -P release
done

differences=0
compared=0
for module in "${PUBLISHED_JARS[@]}"; do
    for file in "$work/first/$module/target"/*.jar "$work/first/$module/target"/bom.*; do
        other="$work/a-second-copy/${file#"$work/first/"}"
        compared=$((compared + 1))
        if ! cmp -s "$file" "$other"; then
            echo "differs: ${file#"$work/first/"}"
            differences=$((differences + 1))
        fi
    done
done
printf '%d files compared, %d differ\n' "$compared" "$differences"
# Fewer than a jar, its sources, its Javadoc and a bill of materials in two forms would mean that nothing was compared.
[ "$compared" -ge $((5 * ${#PUBLISHED_JARS[@]})) ] && [ "$differences" -eq 0 ]
