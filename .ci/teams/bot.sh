#!/usr/bin/env bash
# Starts the bot for the test client, on a fresh data folder, with a signed webhook as the source of complaints. Needs up.sh.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

home="$CARE_CI_WORK/teams-bot"
rm -rf "$home"; mkdir -p "$home"
jq --arg door "${CARE_BOT_ENDPOINT%/api/messages}" --arg proxy "http://127.0.0.1:${CARE_TEAMS_PROXY_PORT:-56160}" '
  .tenantId as $tenant | (.bot.id | ltrimstr("28:")) as $app | {
  Care: {
    Public: { Url: $door },
    People: ([.currentUser | { Name: .name, Role: "Admin", Teams: { Tenant: $tenant, AadObjectId: .aadObjectId } }]
      + [.users[0] | { Name: .name, Role: "Agent", Teams: { Tenant: $tenant, AadObjectId: .aadObjectId } }]
      + [.users[2] | { Name: .name, Role: "Manager", Teams: { Tenant: $tenant, AadObjectId: .aadObjectId } }]),
    Routes: [ { Name: "care", Zone: "Europe/Berlin", Duty: [.currentUser.name], Manager: .users[2].name, Alert: ["none"] } ],
    Rules: [ { Name: "outage", Kind: "Complaint", Priority: "P1", Any: ["power"] } ],
    Accounts: [ { Id: "shop", Network: "webhook", Brand: "GridCo", Secret: "env:SHOP_SECRET" } ],
    Teams: { AppId: $app, Tenant: $tenant, Secret: "env:TEAMS_SECRET", FixedToken: "env:TEAMS_SECRET", OpenIdMetadata: "\($proxy)/v1/.well-known/openidconfiguration" } } }
  ' "$here/world.json" >"$home/appsettings.json"
export TEAMS_SECRET=of-the-test-client DOTNET_ENVIRONMENT=Development
daemon teams-bot dotnet "$CARE_REPO/Bot/bin/Debug/net10.0/SocialCareBot.dll" "--Care:Settings=$home/appsettings.json" --urls "http://127.0.0.1:$CARE_DESK_PORT"
wait_until 30 "the bot" port_taken "$CARE_DESK_PORT"
