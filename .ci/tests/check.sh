#!/usr/bin/env bash
# The tests that need no other program but PostgreSQL, which the store's tests run on beside SQLite. The tests in EndToEnd
# run in the part that starts the programs they need.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

on_exit "bash '$here/../postgres/down.sh'"
CARE_POSTGRES=$(bash "$here/../postgres/up.sh")
export CARE_POSTGRES
dotnet_tests tests 'FullyQualifiedName!~SocialCareBot.Tests.EndToEnd'
