#!/usr/bin/env bash
# Installs a mail server, and starts nothing.
set -euo pipefail
source "$(cd "$(dirname "$0")" && pwd)/../lib.sh"
need_apt exim4-daemon-light curl jq openssl
