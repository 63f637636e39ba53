#!/usr/bin/env bash
# The bot pages by e-mail through a real mail server, which wants STARTTLS and a password, asks everybody once to come again, and knows one of two mailboxes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib.sh"

on_exit "bash '$here/down.sh'"
bash "$here/up.sh"
home="$CARE_CI_WORK/paging" desk=${CARE_PAGING_DESK:-5395} door=${CARE_PAGING_DOOR:-5396}
need_ports "$desk" "$door"
cat >"$home/appsettings.json" <<JSON
{ "Care": {
  "Data": "$home/data",
  "Public": { "Url": "http://127.0.0.1:$door" },
  "People": [ { "Name": "Ana Brandt", "Role": "Agent", "Email": "ana@gridco.test" }, { "Name": "Bo Lindqvist", "Role": "Lead", "Email": "bo@gridco.test" } ],
  "Routes": [ { "Name": "care", "Zone": "Europe/Berlin", "Duty": ["Ana Brandt", "Bo Lindqvist"] } ],
  "Rules": [ { "Name": "outage", "Kind": "Complaint", "Priority": "P1", "Any": ["power"] } ],
  "Accounts": [ { "Id": "shop", "Network": "webhook", "Brand": "GridCo", "Secret": "env:SHOP_SECRET" } ],
  "Paging": { "Email": { "Host": "localhost", "Port": ${CARE_SMTP_PORT:-5825}, "User": "care", "Password": "file:$home/password", "From": "care@gridco.test" } } } }
JSON
key=$(openssl rand -base64 32)
export SHOP_SECRET="whsec_$key" SSL_CERT_FILE="$home/ca.pem" DOTNET_ENVIRONMENT=Development
bot=(dotnet "$CARE_REPO/Bot/bin/Debug/net10.0/SocialCareBot.dll")
check "-- doctor signs in at the mail server" eval '"${bot[@]}" doctor "--Care:Settings=$home/appsettings.json" | grep "^ok *paging *email" >/dev/null'
daemon paging-bot "${bot[@]}" "--Care:Settings=$home/appsettings.json" --urls "http://127.0.0.1:$desk"
wait_until 30 "the bot" port_taken "$desk"

post() {
  local stamp body signature; stamp=$(date +%s)
  body=$(jq -cn --arg at "$(date -u +%FT%TZ)" '{ type: "post.created", id: "p1", text: "The power has been out since six.\nMy mother is on oxygen.",
    author: { id: "mira", handle: "mira_k", name: "Mira K\r\nBcc: everybody@gridco.test", followers: 12400 }, created_at: $at }')
  signature=$(printf 'msg_1.%s.%s' "$stamp" "$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$(printf '%s' "$key" | base64 -d | od -An -tx1 | tr -d ' \n')" -binary | base64 -w0)
  curl -fsS -o /dev/null -X POST "http://127.0.0.1:$door/webhooks/shop" -H 'content-type: application/json' \
    -H "webhook-id: msg_1" -H "webhook-timestamp: $stamp" -H "webhook-signature: v1,$signature" --data-binary "$body"
}
mails() { find "$home/mail" -path '*/new/*' -type f; }
arrived() { [ -n "$(mails)" ]; }
logged() { grep -cE -- "$1" "$home/log/mainlog" || true; }
header() { sed '/^\r\?$/q' "$(mails | head -1)" | tr -d '\r' | sed -e ':a' -e '$!N;s/\n[ \t]\+/ /;ta' -e 'P;D' | grep -iE -- "$1" > /dev/null; }
text() { sed '1,/^\r\?$/d' "$(mails | head -1)" | tr -d '\r' | grep -F -- "$1" > /dev/null; }
# The whole page first: a grep that stops reading at its first hit would fail the pipe.
told() { grep -qF "$1" <<< "$(curl -fsS "http://127.0.0.1:$desk/cases/C-1")"; }

check "an urgent complaint comes in" post
wait_until 60 "the mail, after the greylist" arrived
check "the server asked to come again once, and the bot did" [ "$(logged 'rejected RCPT <ana@gridco.test>: Greylisted')" -eq 1 ]
check "one mail arrived, and no more" [ "$(mails | wc -l)" -eq 1 ]
check "its subject says what, who, until when and what happens then" header '^subject: P1 .*Mira K.* on shop, 12.4k followers. Acknowledge by [0-9]+:[0-9]+ or you are called again.'
check "a line break in somebody's name begins no header" eval '! header "^bcc:"'
check "it is from us, to Ana, and answers itself to nobody" eval 'header "^from: .*<care@gridco.test>" && header "^to: .*<ana@gridco.test>" && header "^auto-submitted: auto-generated"'
check "its id is ours" header '^message-id: *<page-[0-9a-f]{32}@gridco.test>'
check "it came by TLS and with our password" [ "$(logged '<= care@gridco.test .* P=esmtpsa .* A=plain:care')" -eq 1 ]
check "its text has the customer's words and how to acknowledge" eval 'text "> My mother is on oxygen." && text "ack C-1"'
wait_until 60 "the refusal of the unknown mailbox" told "Bo Lindqvist could not be reached"
check "the case says that Bo's mailbox was refused" told "Bo Lindqvist could not be reached"
