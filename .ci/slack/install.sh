#!/usr/bin/env bash
# Installs Slack's own clients and Bolt, and starts nothing; .ci/run calls it ahead of time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

need_apt curl jq
need_node22
need_npm "$here" "$CARE_CI_WORK/slack"
