#!/usr/bin/env bash
# Installs what the cards' checks need; check.sh calls it, .ci/run calls it ahead of time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

need_apt fonts-liberation
have chromium || need_apt chromium
need_node22
need_npm "$here" "$CARE_CI_WORK/cards"
