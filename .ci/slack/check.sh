#!/usr/bin/env bash
# Slack's own clients, unmodified, use the fake Slack of our tests; then Bolt and the bot answer the same signed requests.
#   CARE_SLACK_FAKE_PORT (56170), CARE_SLACK_REMOTE_PORT (56171): the fake, and what moves its people
#   CARE_SLACK_BOLT_PORT (56172), CARE_SLACK_DESK_PORT (56173), CARE_SLACK_DOOR (56174): Bolt, and the bot
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

export CARE_SLACK_FAKE_PORT=${CARE_SLACK_FAKE_PORT:-56170} CARE_SLACK_REMOTE_PORT=${CARE_SLACK_REMOTE_PORT:-56171}
export CARE_SLACK_BOLT_PORT=${CARE_SLACK_BOLT_PORT:-56172} CARE_SLACK_DESK_PORT=${CARE_SLACK_DESK_PORT:-56173} CARE_SLACK_DOOR=${CARE_SLACK_DOOR:-56174}
export SHOP_SECRET=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
home="$CARE_CI_WORK/slack" remote="http://127.0.0.1:$CARE_SLACK_REMOTE_PORT"

start_fake() {
  daemon slack-fake dotnet test "$CARE_REPO/Bot.Tests" --no-build --filter "FullyQualifiedName~A_Slack_stands_until_it_is_told_to_stop"
  wait_until 60 "the fake Slack" curl -fsS -o /dev/null --max-time 2 -d '' "$remote/facts"
}

stop_fake() { curl -fsS -o /dev/null -d '' "$remote/stop" && wait_until 20 "the end of the fake Slack" fake_ended; }
fake_ended() { ! daemon_alive slack-fake; }

bash "$here/install.sh"
need_node22
bash "$here/down.sh"
need_ports "$CARE_SLACK_FAKE_PORT" "$CARE_SLACK_REMOTE_PORT" "$CARE_SLACK_BOLT_PORT" "$CARE_SLACK_DESK_PORT" "$CARE_SLACK_DOOR"
on_exit "bash '$here/down.sh'"
cp "$here"/*.mjs "$home/"

start_fake
part "slack: @slack/web-api" check "the official Web API client works with the fake, and waits where it is told" "$NODE22/bin/node" "$home/web-api.mjs"
part "slack: @slack/socket-mode" check "the official Socket Mode client stays connected, and comes back" "$NODE22/bin/node" "$home/socket-mode.mjs"
stop_fake

start_fake
daemon slack-bolt "$NODE22/bin/node" "$home/bolt.mjs"
wait_until 20 "Bolt" port_taken "$CARE_SLACK_BOLT_PORT"
bash "$here/bot.sh"
part "slack: beside Bolt" check "Bolt and the bot answer the same signed requests, and differ only where we mean to" "$NODE22/bin/node" "$home/compare.mjs"
