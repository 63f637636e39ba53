#!/usr/bin/env bash
# Makes accounts NAME.test with the password pw-NAME and prints one line of JSON for each: name, handle, did, password, accessJwt.
#   bash .ci/bluesky/accounts.sh brand alice bob
# Where the account exists, it signs in. The same lines stand in $CARE_CI_WORK/bluesky/accounts/NAME.json.
set -euo pipefail
source "$(dirname "$0")/../lib.sh"

pds=${CARE_BLUESKY:-http://localhost:2583}
folder="$CARE_CI_WORK/bluesky/accounts"
mkdir -p "$folder"
post() { curl -sS "$pds/xrpc/$1" -H 'content-type: application/json' -d "$2"; }

for name in "$@"; do
  answer=$(post com.atproto.server.createAccount \
    "$(jq -nc --arg n "$name" '{email: "\($n)@test.local", handle: "\($n).test", password: "pw-\($n)"}')")
  if ! jq -e .accessJwt <<<"$answer" >/dev/null; then
    answer=$(post com.atproto.server.createSession "$(jq -nc --arg n "$name" '{identifier: "\($n).test", password: "pw-\($n)"}')")
  fi
  jq -ec --arg n "$name" 'if .accessJwt then {name: $n, handle, did, password: "pw-\($n)", accessJwt} else error(tostring) end' <<<"$answer" \
    | tee "$folder/$name.json"
done
