#!/bin/sh
# Checks every golden card with programs that are not ours: the published 1.5 schema, Microsoft's typings for Teams, and the
# official renderer in Chromium. Installs what it needs; pictures go to artifacts/cards/.
#   CARE_CI_WORK   where packages are installed (default /tmp/care-ci)
#   CARE_SCHEMAS   the folder with adaptive-card-1.5.json and the host configurations (default ../shared/schemas)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARE_CI_WORK:-/tmp/care-ci}/cards
schemas=${CARE_SCHEMAS:-$root/../shared/schemas}
golden=$root/Bot.Tests/Cards/Golden
pictures=$root/artifacts/cards

if [ ! -f "$schemas/adaptive-card-1.5.json" ]; then
  echo "cards: skipped, no adaptive-card-1.5.json in $schemas (set CARE_SCHEMAS)"
  exit 0
fi

command -v npm >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq nodejs npm >/dev/null; }
command -v chromium >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq chromium >/dev/null; }
mkdir -p "$work"
if ! cmp -s "$here/package.json" "$work/installed.json"; then
  cp "$here/package.json" "$work/package.json"
  (cd "$work" && npm install --no-audit --no-fund --no-package-lock --loglevel=error)
  cp "$here/package.json" "$work/installed.json"
fi
# The scripts run beside their packages, because an ES module looks for packages beside itself.
cp "$here"/*.mjs "$work/"
cd "$work"

node schema.mjs "$schemas" "$golden"
node types.mjs "$golden"
node render.mjs "$schemas" "$golden" "$pictures"
