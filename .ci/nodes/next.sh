#!/usr/bin/env bash
# Builds the program as its next version would be: with one migration more, and with a member more in every case. Prints where it stands.
set -euo pipefail
source "$(dirname "$0")/../lib.sh"

next="$CARE_CI_WORK/next"
rm -rf "$next"
mkdir -p "$next"
tar -C "$CARE_REPO" --exclude=bin --exclude=obj -cf - Bot Cards manifest appsettings.json .editorconfig global.json \
  BannedSymbols.txt Directory.Build.props Directory.Packages.props | tar -C "$next" -xf -
migrations=("$next"/Bot/Store/Migrations/*.sql)
printf -v number '%03d' $((${#migrations[@]} + 1))
echo "alter table cases add column tomorrow text not null default 'not yet';" >"$next/Bot/Store/Migrations/$number.sql"
cat >"$next/Bot/Cases/CaseTomorrow.cs" <<'EOF'
namespace SocialCareBot.Cases;

public sealed partial record Case
{
    public string Tomorrow { get; init; } = "a fine day";
}
EOF
quietly next dotnet build "$next/Bot" -v q -p:RunAnalyzers=false
say "$next/Bot/bin/Debug/net10.0/SocialCareBot.dll"
