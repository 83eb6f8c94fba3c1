#!/usr/bin/env bash
# Plays the official conformance suite of MCP over this library: every scenario about authorization.
# Installs the suite and the Node that it needs below target/, unless MCP_CONFORMANCE_HOME names a folder that has them.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly SUITE=@modelcontextprotocol/conformance@0.2.0-alpha.12
readonly NODE=node@22

if [ -z "${MCP_CONFORMANCE_HOME:-}" ]; then
    MCP_CONFORMANCE_HOME="$PWD/verification/mcp-conformance/target/suite"
    if [ ! -x "$MCP_CONFORMANCE_HOME/node_modules/.bin/conformance" ]; then
        mkdir -p "$MCP_CONFORMANCE_HOME"
        (cd "$MCP_CONFORMANCE_HOME" && npm install --no-audit --no-fund --no-package-lock "$SUITE" "$NODE")
    fi
    export MCP_CONFORMANCE_HOME
fi
mvn -B -q -pl verification/mcp-conformance -am test -Dtest=McpConformanceTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Djacoco.skip
cat verification/mcp-conformance/target/conformance.txt
