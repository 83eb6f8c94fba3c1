#!/usr/bin/env bash
# Drives the stand-ins with the vendors' own SDKs: every call on what the stand-ins imitate must parse, and no SDK may warn.
# Prints a table for docs/verification.md. Needs a JDK, Maven, Python 3, Node, npm and their package registries.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$PWD/verification/vendor-sdks
work=$here/target
mkdir -p "$work/node"

mvn -B -q -ntp -pl meepa-credentials-standins -am -Dmaven.test.skip=true -Dspotless.check.skip -Dcheckstyle.skip \
    -Djacoco.skip package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$work/jars"
[ -x "$work/python/bin/python" ] || python3 -m venv "$work/python"
"$work/python/bin/pip" install -q -r "$here/requirements.txt"
npm install --silent --no-fund --no-audit --prefix "$work/node" agentmail

jars=(meepa-credentials-standins/target/meepa-credentials-standins-*-SNAPSHOT.jar)
date -u '+%Y-%m-%d'
git rev-parse --short HEAD
"$work/python/bin/python" "$here/check.py" "${jars[0]}:$work/jars/*" "$work/node"
