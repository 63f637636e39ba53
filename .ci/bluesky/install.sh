#!/usr/bin/env bash
# Installs what the Bluesky network needs and starts nothing; up.sh calls it, .ci/run calls it ahead of time.
set -euo pipefail
source "$(dirname "$0")/../lib.sh"

need_apt build-essential python3 jq curl redis-server postgresql-client
bash "$(dirname "$0")/../postgres/up.sh" install
need_node22
need_npm "$(dirname "$0")" "$CARE_CI_WORK/bluesky"
