#!/usr/bin/env bash
# Looks at the formatting alone, which takes seconds; style and analyzers are the build's.
set -euo pipefail
source "$(dirname "$0")/../lib.sh"

cd "$CARE_REPO"
check "the code is formatted (else: dotnet format whitespace)" dotnet format whitespace --no-restore --verify-no-changes
