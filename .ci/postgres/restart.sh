#!/usr/bin/env bash
# Stops at once, as a crash would, what up.sh started (same CARE_PG_NAME), and starts it again.
set -euo pipefail
source "$(dirname "$0")/../lib.sh"

name=${CARE_PG_NAME:-postgres} bin=$(cat "$CARE_CI_WORK/run/${CARE_PG_NAME:-postgres}.pg")
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
as_postgres "$bin/pg_ctl" -D "$CARE_CI_WORK/$name/data" -l "$CARE_CI_WORK/$name/log" -m immediate -w -t 30 -s restart >/dev/null 2>&1 </dev/null
