#!/usr/bin/env bash
# Stops what up.sh started (same CARE_PG_NAME) and removes its data.
set -euo pipefail
source "$(dirname "$0")/../lib.sh"

name=${CARE_PG_NAME:-postgres} home="$CARE_CI_WORK/${CARE_PG_NAME:-postgres}"
if pid=$(head -1 "$home/data/postmaster.pid" 2>/dev/null); then
  kill -INT "$pid" 2>/dev/null || true
  wait_until 20 "the end of PostgreSQL" eval "! kill -0 $pid"
fi
rm -rf "$home" "$CARE_CI_WORK/run/$name.pg"
