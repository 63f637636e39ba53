#!/usr/bin/env bash
# Starts a real Bluesky network for the end-to-end checks; down.sh stops it. Started twice it is the same one, `up.sh fresh` empties it.
#   CARE_BLUESKY_PORT (2581): introspection; +1 PLC, +2 PDS (the service to talk to), +3 AppView, +6 and +9 moderation
#   CARE_BLUESKY_PG_PORT (55433), CARE_BLUESKY_REDIS_PORT (56379): its own databases
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

export CARE_BLUESKY_PORT=${CARE_BLUESKY_PORT:-2581}
pg=${CARE_BLUESKY_PG_PORT:-55433} redis=${CARE_BLUESKY_REDIS_PORT:-56379}
home="$CARE_CI_WORK/bluesky" pds="http://localhost:$((CARE_BLUESKY_PORT + 2))"

start_databases() {
  CARE_PG_NAME=bluesky-pg CARE_PG_PORT=$pg bash "$here/../postgres/up.sh" >/dev/null
  PGOPTIONS="-c client_min_messages=warning" psql -q -h 127.0.0.1 -p "$pg" -U postgres -c 'drop database if exists bsky' -c 'create database bsky'
  mkdir -p "$home/redis"
  daemon bluesky-redis redis-server --port "$redis" --bind 127.0.0.1 --dir "$home/redis" --save ''
  wait_until 10 redis redis-cli -p "$redis" ping
}

start_network() {
  need_ports $((CARE_BLUESKY_PORT)) $((CARE_BLUESKY_PORT + 1)) $((CARE_BLUESKY_PORT + 2)) $((CARE_BLUESKY_PORT + 3)) $((CARE_BLUESKY_PORT + 6))
  cp "$here/network.mjs" "$home/"
  DB_POSTGRES_URL="postgresql://postgres@127.0.0.1:$pg/bsky" DB_POSTGRES_SCHEMA=dev REDIS_HOST="127.0.0.1:$redis" LOG_ENABLED=false \
    daemon bluesky "$NODE22/bin/node" "$home/network.mjs"
  wait_until 60 "the Bluesky network" network_is_ready
}

network_is_ready() {
  daemon_alive bluesky || { cat "$CARE_CI_WORK/run/bluesky.log" >&2; exit 1; }
  grep -q READY "$CARE_CI_WORK/run/bluesky.log"
}

part "bluesky: install" bash "$here/install.sh"
need_node22
if [ "${1:-}" != fresh ] && daemon_alive bluesky && curl -fsS -o /dev/null "$pds/xrpc/_health"; then
  say "already up"
else
  bash "$here/down.sh"
  part "bluesky: databases" start_databases
  part "bluesky: network" start_network
fi
say "CARE_BLUESKY=$pds"
