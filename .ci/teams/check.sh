#!/usr/bin/env bash
# The token matrix before the official validator, the official client of the connector before the fake Teams (moved through CARE_TEAMS_REMOTE_PORT), then the bot with Microsoft's test client as its Teams.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

mkdir -p "$CARE_ARTIFACTS"
part "teams: tokens" check "the official validator's verdicts are those of our matrix" \
  bash "$here/node.sh" certify-tokens.mjs --json "$CARE_ARTIFACTS/token-verdicts.json"

export CARE_TEAMS_REMOTE_PORT=${CARE_TEAMS_REMOTE_PORT:-56161}
remote="http://127.0.0.1:$CARE_TEAMS_REMOTE_PORT"
on_exit "stop_daemon teams-fake"
need_ports "$CARE_TEAMS_REMOTE_PORT"
daemon teams-fake dotnet test "$CARE_REPO/Bot.Tests" --no-build --filter "FullyQualifiedName~A_Teams_stands_until_it_is_told_to_stop"
wait_until 60 "the fake Teams" curl -fsS -o /dev/null --max-time 2 -d '' "$remote/facts"
part "teams: ConnectorClient" check "Microsoft's own client of the connector works with the fake Teams of the tests" bash "$here/node.sh" connector.mjs
stop_daemon teams-fake

on_exit "bash '$here/down.sh'"
on_exit "stop_daemon teams-bot"
export CARE_DESK_PORT=${CARE_DESK_PORT:-5393} CARE_BOT_ENDPOINT=http://127.0.0.1:${CARE_TEAMS_DOOR:-5394}/api/messages
export SHOP_SECRET=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
bash "$here/up.sh"
bash "$here/bot.sh"
part "teams: forms" check "every small form of a card is used once, with a mouse, in Microsoft's test client" bash "$here/node.sh" visible.mjs
