#!/usr/bin/env bash
# The bot against a real Bluesky network, which stands at CARE_BLUESKY while the tests run.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

on_exit "bash '$here/down.sh'"
bash "$here/up.sh" fresh
export CARE_BLUESKY="http://localhost:$((${CARE_BLUESKY_PORT:-2581} + 2))"
part "bluesky: the network itself" bash "$here/smoke.sh"
if grep -rqs 'namespace SocialCareBot.Tests.EndToEnd.Bluesky' "$CARE_REPO/Bot.Tests/EndToEnd"; then
  part "bluesky: the bot" dotnet_tests bluesky 'FullyQualifiedName~SocialCareBot.Tests.EndToEnd.Bluesky'
fi
