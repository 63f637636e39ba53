#!/usr/bin/env bash
# Shows that the network itself works, before anything of ours is tried on it: a mention, its notification, a reply with a
# chosen record key that stays one post when it is sent twice, and the thread as a stranger sees it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

pds=${CARE_BLUESKY:-http://localhost:2583}
customer=$(bash "$here/accounts.sh" "smoke-customer") brand=$(bash "$here/accounts.sh" "smoke-brand")
field() { jq -r ".$2" <<<"$1"; }
as() { local who=$1 call=$2; shift 2; curl -sS "$pds/xrpc/$call" -H "authorization: Bearer $(field "$who" accessJwt)" "$@"; }
now() { date -u +%FT%T.%3NZ; }

mention=$(jq -nc --arg repo "$(field "$customer" did)" --arg brand "$(field "$brand" did)" --arg now "$(now)" '{
  repo: $repo, collection: "app.bsky.feed.post",
  record: {"$type": "app.bsky.feed.post", text: "@smoke-brand.test my order broke", createdAt: $now,
    facets: [{index: {byteStart: 0, byteEnd: 17}, features: [{"$type": "app.bsky.richtext.facet#mention", did: $brand}]}]}}')
post=$(as "$customer" com.atproto.repo.createRecord -H 'content-type: application/json' -d "$mention")

# A record key is a TID: 53 bits of microseconds and a clock id in a sortable base 32.
key=$(printf '%s' "$(( ($(date +%s%6N) << 10) | 7 ))" | { read -r n; out=; for _ in {1..13}; do out=$(printf '%s' "234567abcdefghijklmnopqrstuvwxyz" | cut -c $((n % 32 + 1)))$out; n=$((n / 32)); done; printf '%s' "$out"; })
reply=$(jq -nc --arg repo "$(field "$brand" did)" --arg key "$key" --arg now "$(now)" --argjson parent "$(jq -c '{uri, cid}' <<<"$post")" '{
  repo: $repo, collection: "app.bsky.feed.post", rkey: $key, swapRecord: null,
  record: {"$type": "app.bsky.feed.post", text: "Sorry. We look into it.", createdAt: $now, reply: {root: $parent, parent: $parent}}}')
put() { as "$brand" com.atproto.repo.putRecord -H 'content-type: application/json' -d "$reply"; }

notified() { as "$brand" "app.bsky.notification.listNotifications?limit=20&reasons=mention" | jq -e --arg uri "$(jq -r .uri <<<"$post")" '.notifications[] | select(.uri == $uri)'; }
answers() { as "$customer" "app.bsky.feed.getPostThread?uri=$(jq -r .uri <<<"$post")" | jq '.thread.replies | length'; }
one_answer() { [ "$(answers)" = 1 ]; }
sent_twice_is_one() { local first second; first=$(put | jq -er .cid) && second=$(put | jq -er .cid) && [ "$first" = "$second" ]; }

check "a mention is notified" wait_until 10 "the notification" notified
check "a reply put twice under one record key has one cid" sent_twice_is_one
check "the thread shows one answer" wait_until 10 "the answer" one_answer
