#!/usr/bin/env bash
# What shows which calls a process makes of the system.
set -euo pipefail
source "$(dirname "$0")/../lib.sh"

have strace || need_apt strace
