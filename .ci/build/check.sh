#!/usr/bin/env bash
# Builds everything, with warnings as errors.
set -euo pipefail
source "$(dirname "$0")/../lib.sh"

dotnet build "$CARE_REPO/SocialCareBot.sln" -v q
