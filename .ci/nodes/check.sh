#!/usr/bin/env bash
# Two nodes of the bot on one PostgreSQL: killed, hung beyond their turn, the database stalled and restarted under both,
# and one of them of the next version.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

export CARE_PG_NAME=nodes CARE_PG_PORT=${CARE_NODES_PG_PORT:-55433}
on_exit "bash '$here/../postgres/down.sh'"
CARE_POSTGRES=$(bash "$here/../postgres/up.sh")
CARE_TWO_NODES=$here/../postgres/restart.sh
CARE_NEXT=$(bash "$here/next.sh")
export CARE_POSTGRES CARE_TWO_NODES CARE_NEXT
dotnet_tests nodes 'FullyQualifiedName~SocialCareBot.Tests.EndToEnd.TwoNodes'
sed 's/^/  /' "$CARE_CI_WORK/two-nodes.txt"
