#!/usr/bin/env bash
# Starts the bot with the fake Slack as its Slack, on a fresh data folder. Needs the fake.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

home="$CARE_CI_WORK/slack-bot"
rm -rf "$home"; mkdir -p "$home"
world=$(curl -fsS -d '' "http://127.0.0.1:$CARE_SLACK_REMOTE_PORT/facts")
jq --arg door "http://127.0.0.1:$CARE_SLACK_DOOR" '{
  Care: {
    Public: { Url: $door },
    People: [ { Name: "Ana", Initials: "AN", Role: "Admin", Slack: { Team: .team, User: .ana } } ],
    Routes: [ { Name: "care", Zone: "Europe/Berlin", Duty: ["Ana"] } ],
    Accounts: [ { Id: "shop", Network: "webhook", Brand: "GridCo", Secret: "env:SHOP_SECRET" } ],
    Slack: { SigningSecret: "env:SLACK_SIGNING", Token: "env:SLACK_TOKEN", ApiRoot: .api } } }' <<<"$world" >"$home/appsettings.json"
SLACK_SIGNING=$(jq -r .secret <<<"$world") SLACK_TOKEN=$(jq -r .botToken <<<"$world")
export SLACK_SIGNING SLACK_TOKEN DOTNET_ENVIRONMENT=Development
daemon slack-bot dotnet "$CARE_REPO/Bot/bin/Debug/net10.0/SocialCareBot.dll" "--Care:Settings=$home/appsettings.json" --urls "http://127.0.0.1:$CARE_SLACK_DESK_PORT"
wait_until 60 "the bot" port_taken "$CARE_SLACK_DESK_PORT"
