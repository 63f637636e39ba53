#!/usr/bin/env bash
# Builds everything, with warnings as errors, and looks at the formatting.
set -euo pipefail
source "$(dirname "$0")/../lib.sh"

cd "$CARE_REPO"
dotnet build SocialCareBot.sln -v q
check "the code is formatted (else: dotnet format whitespace)" dotnet format whitespace --no-restore --verify-no-changes
