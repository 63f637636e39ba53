#!/usr/bin/env bash
# Stops the network and its databases; what is installed stays.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

stop_daemon bluesky
stop_daemon bluesky-redis
CARE_PG_NAME=bluesky-pg bash "$here/../postgres/down.sh"
rm -rf "$CARE_CI_WORK/bluesky/redis" "$CARE_CI_WORK/bluesky/accounts"
