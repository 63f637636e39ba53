#!/usr/bin/env bash
# Starts the bot of the joined story, on a fresh data folder, with a Bluesky account and Teams behind the token-adding proxy.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

home="$CARE_CI_WORK/story"
rm -rf "$home"; mkdir -p "$home"
world="$here/../teams/world.json"
jq --arg door "${CARE_BOT_ENDPOINT%/api/messages}" --arg bluesky "$CARE_BLUESKY" --arg proxy "http://127.0.0.1:${CARE_TEAMS_PROXY_PORT:-56160}" '
  .tenantId as $tenant | (.bot.id | ltrimstr("28:")) as $app | {
  Care: {
    Public: { Url: $door }, CountdownSeconds: 3,
    People: ([.currentUser | { Name: .name, Role: "Admin", Teams: { Tenant: $tenant, AadObjectId: .aadObjectId } }]
      + [.users[0] | { Name: .name, Role: "Agent", Teams: { Tenant: $tenant, AadObjectId: .aadObjectId } }]
      + [.users[2] | { Name: .name, Role: "Manager", Teams: { Tenant: $tenant, AadObjectId: .aadObjectId } }]),
    Routes: [ { Name: "care", Zone: "Europe/Berlin", Duty: [.currentUser.name], Manager: .users[2].name, Alert: ["none"] } ],
    Rules: [ { Name: "outage", Kind: "Complaint", Priority: "P1", Any: ["power"] } ],
    Accounts: [ { Id: "brand", Network: "bluesky", Brand: "GridCo", Service: $bluesky, Handle: "brand.test", Secret: "env:BRAND_PASSWORD", PollSeconds: 1 } ],
    Teams: { AppId: $app, Tenant: $tenant, Secret: "env:TEAMS_SECRET", FixedToken: "env:TEAMS_SECRET", OpenIdMetadata: "\($proxy)/v1/.well-known/openidconfiguration" } } }
  ' "$world" >"$home/appsettings.json"
export BRAND_PASSWORD=pw-brand TEAMS_SECRET=of-the-test-client DOTNET_ENVIRONMENT=Development
daemon story-bot dotnet "$CARE_REPO/Bot/bin/Debug/net10.0/SocialCareBot.dll" "--Care:Settings=$home/appsettings.json" --urls "http://127.0.0.1:$CARE_STORY_PORT"
wait_until 30 "the bot" port_taken "$CARE_STORY_PORT"
