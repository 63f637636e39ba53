#!/usr/bin/env bash
# Checks every golden card with programs that are not ours: the published 1.5 schema, Microsoft's typings for Teams, the official
# renderer in Chromium, and Slack's typings for what is drawn for Slack. Pictures go to artifacts/cards/. CARE_SCHEMAS is the folder with adaptive-card-1.5.json and
# the host configurations (default ../shared/schemas).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

golden="$CARE_REPO/Bot.Tests/Cards/Golden"
if [ ! -f "$CARE_SCHEMAS/adaptive-card-1.5.json" ]; then
  say "cards: skipped, no adaptive-card-1.5.json in $CARE_SCHEMAS (set CARE_SCHEMAS)"
  exit 0
fi

bash "$here/install.sh"
need_node22
cd "$CARE_CI_WORK/cards"
cp "$here"/*.mjs .      # a module looks for packages beside itself
check "the golden cards fit the published schema" node schema.mjs "$CARE_SCHEMAS" "$golden"
check "the golden cards fit Microsoft's typings for Teams" node types.mjs "$golden"
package="$CARE_CI_WORK/cards/package"
check "the bot writes its Teams app package: three files" bash "$here/package.sh" "$package"
check "the manifest in the repository and the one in the package fit the published schema" \
  node manifest.mjs "$CARE_SCHEMAS" "$CARE_REPO/manifest/manifest.json" "$package/manifest.json"
check "the golden cards are drawn by the official renderer" node render.mjs "$CARE_SCHEMAS" "$golden" "$CARE_ARTIFACTS/cards"
check "the golden messages, modals and home pages fit Slack's typings" node slack.mjs "$golden/Slack"
