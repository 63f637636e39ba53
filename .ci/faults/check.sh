#!/usr/bin/env bash
# Rows of the fault matrix that need real time or real deaths.
set -euo pipefail
source "$(dirname "$0")/../lib.sh"

bash "$(dirname "$0")/install.sh"
bench() { dotnet "$CARE_REPO/Bot.Bench/bin/Debug/net10.0/SocialCareBot.Bench.dll" "$@"; }
part "faults: deaths" check "1,000 deaths in the write path lose nothing that was acknowledged (row 5)" bench kill 1000
part "faults: sweep" check "1,000 deaths while clocks fall due: each instant is decided exactly once, with its messages, calls and acts (row 5)" bench kill 1000 --sweep
part "faults: sync" check "no acknowledgement leaves before the log with its change was synced to the disk, 200 seen by strace (row 6)" bench sync 200
part "faults: lock" check "a database locked for 30 s: clicks say that nothing was done, what waited is written (row 15)" bench lock 30
part "faults: pages" check "0 calls begin after an acknowledgement has committed, in 10,000 interleavings (rows 24-26)" bench pages 10000
part "faults: week" check "one week of a simulated year of a team in three zones: the log in the store is the pure core's, row by row" bench year 30000 --week
part "faults: loris" check "1,000 connections that never finish a request are closed in time, and posts come in meanwhile (row 29)" bench loris 1000
part "faults: storm" check "50,000 posts at once: none lost, none twice, the channel's window kept, presses meanwhile below a second, memory below 250 MB (row 27)" bench storm 50000
export CARE_DEATHS=1
part "faults: telling" dotnet_tests deaths 'FullyQualifiedName~SocialCareBot.Tests.EndToEnd.Deaths'
