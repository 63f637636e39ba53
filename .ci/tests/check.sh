#!/usr/bin/env bash
# The tests that need no other program but PostgreSQL: once as they are, with the store's tests on both databases, and once more
# the stories of the whole bot, told on PostgreSQL. The tests in EndToEnd run in the part that starts the programs they need.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

on_exit "bash '$here/../postgres/down.sh'"
CARE_POSTGRES=$(bash "$here/../postgres/up.sh")
export CARE_POSTGRES CARE_RACES=1000
dotnet_tests tests 'FullyQualifiedName!~SocialCareBot.Tests.EndToEnd'
stories=$(printf '|FullyQualifiedName~.%s' Stories. Paging. Desk. Web. Slack.Acting Teams.Acting)
CARE_STORIES=PostgreSQL dotnet_tests stories "Only!=SQLite&(${stories#|})"
