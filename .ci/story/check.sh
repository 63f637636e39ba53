#!/usr/bin/env bash
# The joined story: a customer posts on a real Bluesky network, the card appears in Microsoft's test client, an agent claims it, answers it through
# the form, the answer stands under the post, and the case is closed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

on_exit "bash '$here/../bluesky/down.sh'"
on_exit "bash '$here/../teams/down.sh'"
on_exit "stop_daemon story-bot"
export CARE_STORY_PORT=${CARE_STORY_PORT:-5391} CARE_BOT_ENDPOINT=http://127.0.0.1:${CARE_STORY_DOOR:-5392}/api/messages
bash "$here/../bluesky/up.sh" fresh
bash "$here/../teams/up.sh"
export CARE_BLUESKY="http://localhost:$((${CARE_BLUESKY_PORT:-2581} + 2))"
bash "$here/../bluesky/accounts.sh" brand alice >/dev/null
bash "$here/bot.sh"
cp "$here"/*.mjs "$CARE_CI_WORK/teams/"
part "story: from the customer's post to the closed case" check "a post on Bluesky is claimed, answered and closed from Teams" \
  bash "$here/../teams/node.sh" story.mjs
part "story: several at once" check "two claim at once, an old card, a wrong role, and a stop with 200 presses under way (rows 24, 26, 31)" \
  bash "$here/../teams/node.sh" several.mjs
