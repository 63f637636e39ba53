#!/usr/bin/env bash
# Starts Microsoft's playground as the Teams client, and the proxy that gives its requests a token; down.sh stops both.
# Every start is an empty world: conversations live in the playground's memory.
#   CARE_BOT_ENDPOINT (http://127.0.0.1:3978/api/messages): the bot; it may start before or after
#   CARE_PLAYGROUND_PORT (56150), CARE_TEAMS_PROXY_PORT (56160)
# People, tenant, app id and channels: world.json.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

export CARE_PLAYGROUND_PORT=${CARE_PLAYGROUND_PORT:-56150} CARE_TEAMS_PROXY_PORT=${CARE_TEAMS_PROXY_PORT:-56160}
export CARE_BOT_ENDPOINT=${CARE_BOT_ENDPOINT:-http://127.0.0.1:3978/api/messages}
home="$CARE_CI_WORK/teams" playground="http://127.0.0.1:$CARE_PLAYGROUND_PORT" proxy="http://127.0.0.1:$CARE_TEAMS_PROXY_PORT"

start_proxy() {
  cp "$here"/*.mjs "$here/world.json" "$home/"
  daemon teams-proxy "$NODE22/bin/node" "$home/proxy.mjs"
  wait_http "$proxy/v1/.well-known/openidconfiguration" 10
}

# It reads its configuration from the working directory, and takes any other port when its own is busy.
start_playground() {
  mkdir -p "$home/playground"
  cp "$here/world.json" "$home/playground/.m365agentsplayground.yml"
  ( cd "$home/playground"
    daemon teams-playground "$NODE22/bin/node" "$home/node_modules/@microsoft/m365agentsplayground/cli.js" start \
      -e "$proxy/api/messages" -c msteams -p "$CARE_PLAYGROUND_PORT" --su "$proxy/_connector" --dt )
  wait_http "$playground/_debug/ping" 20
}

part "teams: install" bash "$here/install.sh"
need_node22
bash "$here/down.sh"
need_ports "$CARE_PLAYGROUND_PORT" "$CARE_TEAMS_PROXY_PORT"
part "teams: proxy" start_proxy
part "teams: playground" start_playground
say "CARE_PLAYGROUND=$playground  CARE_TEAMS_PROXY=$proxy"
