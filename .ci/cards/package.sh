#!/usr/bin/env bash
# package.sh FOLDER: has the bot write its Teams app package from settings, and unpacks it into FOLDER. Without the settings
# it must refuse in one line.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

to=$1
rm -rf "$to"; mkdir -p "$to"
bot() { dotnet "$CARE_REPO/Bot/bin/Debug/net10.0/SocialCareBot.dll" "$@" "--Care:Settings=$CARE_REPO/appsettings.json"; }

status=0
bot manifest teams --out "$to/none.zip" 2>"$to.refused" || status=$?
[ "$status" -eq 1 ] && [ "$(wc -l <"$to.refused")" -eq 1 ] && grep -q '^Care:Teams:AppId' "$to.refused" && [ ! -e "$to/none.zip" ] || die "no refusal in one line: $(cat "$to.refused")"

bot manifest teams --out "$to.zip" --Care:Teams:AppId=3f1c2d3e-4b5a-4697-8877-66554433aa01 --Care:Teams:Tenant=7f1c2d3e-4b5a-4697-8877-66554433aa01 \
  --Care:App:Name=GridCare --Care:App:Developer=GridCo --Care:App:Website=https://gridco.example --Care:App:Privacy=https://gridco.example/p --Care:App:Terms=https://gridco.example/t
python3 -m zipfile -e "$to.zip" "$to"
[ "$(ls "$to" | sort | paste -sd' ')" = "color.png manifest.json outline.png" ] || die "the package holds: $(ls "$to")"
jq -e '.id == "3f1c2d3e-4b5a-4697-8877-66554433aa01" and .name.short == "GridCare" and .developer.name == "GridCo"' "$to/manifest.json" >/dev/null || die "the manifest is not filled from the settings"
