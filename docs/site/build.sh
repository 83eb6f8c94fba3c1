#!/usr/bin/env bash
# Makes the site from the documents of this repository, with the Javadoc of the published modules beside it:
#   docs/site/build.sh                 to target/site, whole
#   docs/site/build.sh --pages-only    without the Javadoc
# Needs python3 with its module venv, and what the build needs.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly SITE=target/site
readonly TOOLS=target/site-tools
source verification/published.sh

if [ ! -x "$TOOLS/bin/python" ]; then
    python3 -m venv "$TOOLS"
fi
"$TOOLS/bin/pip" install --quiet --disable-pip-version-check --requirement docs/site/requirements.txt

rm -rf "$SITE"
mkdir -p "$SITE"
if [ "${1:-}" != --pages-only ]; then
    modules="$(IFS=,; printf '%s' "${PUBLISHED_JARS[*]}")"
    mvn -q -B -P release -pl "$modules" -am -Dmaven.test.skip=true -Djacoco.skip -Dspotless.check.skip -Dcheckstyle.skip \
        -Dcyclonedx.skip -Dlicense.skipAddThirdParty package
    for module in "${PUBLISHED_JARS[@]}"; do
        mkdir -p "$SITE/javadoc"
        mkdir "$SITE/javadoc/$module"
        # The jar is what the plug-in promises; where it leaves the pages beside is its own affair.
        (cd "$SITE/javadoc/$module" && jar xf "$OLDPWD/$module/target/$module"-*-javadoc.jar)
    done
fi
"$TOOLS/bin/python" docs/site/build.py "$SITE"
printf 'open %s/index.html\n' "$SITE"
