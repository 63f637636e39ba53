#!/usr/bin/env bash
# Stops the playground and the proxy; what is installed stays.
set -euo pipefail
source "$(dirname "$0")/../lib.sh"

stop_daemon teams-playground
stop_daemon teams-proxy
rm -rf "$CARE_CI_WORK/teams/playground"
