#!/usr/bin/env bash
# Starts a throw-away PostgreSQL and prints its connection string, to be given to the tests as CARE_POSTGRES:
#   export CARE_POSTGRES=$(bash .ci/postgres/up.sh)      ...      bash .ci/postgres/down.sh
# CARE_PG_NAME (postgres), CARE_PG_PORT (55432): a second server is up.sh with another name and port.
set -euo pipefail
source "$(dirname "$0")/../lib.sh"
exec 8>&1 1>&2      # only the connection string goes to standard output

name=${CARE_PG_NAME:-postgres} port=${CARE_PG_PORT:-55432}
home="$CARE_CI_WORK/$name"

bins() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }   # they are not in PATH on Debian
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
answers() { "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" && [ -d "$home/data" ]; }

[ -n "$(bins)" ] && [ -x "$(bins)/initdb" ] || need_apt postgresql
bin=$(bins)
case ${1:-} in install) exit 0 ;; esac

if ! { [ -e "$CARE_CI_WORK/run/$name.pg" ] && answers; }; then
  need_ports "$port"
  rm -rf "$home"; mkdir -p "$home"
  [ "$(id -u)" -ne 0 ] || chown postgres "$home"
  quietly "$name-initdb" as_postgres "$bin/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --no-locale --no-sync
  # Nothing here outlives the run, so nothing is synced; a killed server process is still a crash with recovery.
  as_postgres "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -t 30 -s start \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$home -c fsync=off -c max_connections=300" 8>&- 9>&-
  printf '%s' "$bin" >"$CARE_CI_WORK/run/$name.pg"
fi
say "Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres" >&8
