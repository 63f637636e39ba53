#!/usr/bin/env bash
# Installs the playground, its driver and a browser, and starts nothing; up.sh calls it, .ci/run calls it ahead of time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

need_apt curl jq fonts-liberation fonts-dejavu-core
have chromium || need_apt chromium
need_node22
need_npm "$here" "$CARE_CI_WORK/teams"
