#!/usr/bin/env bash
# Runs a script of this folder under Node 22, beside its packages (a module looks for packages next to itself):
#   bash .ci/teams/node.sh certify-tokens.mjs --json verdicts.json
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

bash "$here/install.sh"
need_node22
cp "$here"/*.mjs "$here/world.json" "$CARE_CI_WORK/teams/"
exec "$NODE22/bin/node" "$CARE_CI_WORK/teams/$1" "${@:2}"
