#!/usr/bin/env bash
# Stops the fake Slack, the bot and Bolt; what is installed stays.
set -euo pipefail
source "$(dirname "$0")/../lib.sh"

stop_daemon slack-bolt
stop_daemon slack-bot
stop_daemon slack-fake
