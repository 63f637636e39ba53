#!/usr/bin/env bash
# The token matrix before the official validator, then the bot with Microsoft's test client as its Teams.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

mkdir -p "$CARE_ARTIFACTS"
part "teams: tokens" check "the official validator's verdicts are those of our matrix" \
  bash "$here/node.sh" certify-tokens.mjs --json "$CARE_ARTIFACTS/token-verdicts.json"
on_exit "bash '$here/down.sh'"
bash "$here/up.sh"
export CARE_PLAYGROUND="http://127.0.0.1:${CARE_PLAYGROUND_PORT:-56150}" CARE_TEAMS_PROXY="http://127.0.0.1:${CARE_TEAMS_PROXY_PORT:-56160}"
if grep -rqs 'namespace SocialCareBot.Tests.EndToEnd.Teams' "$CARE_REPO/Bot.Tests/EndToEnd"; then
  part "teams: the bot" dotnet_tests teams 'FullyQualifiedName~SocialCareBot.Tests.EndToEnd.Teams'
fi
