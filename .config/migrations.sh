#!/usr/bin/env bash
# Makes the one migration of each engine anew. Only until the first release; from then on migrations are added, never remade.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore > /dev/null
for engine in Sqlite SqlServer; do
  project=src/Pengshui.RuralEdu.Migrations.$engine
  rm -rf "$project/Migrations"
  dotnet build "$project" -v q -nologo
  dotnet ef migrations add Initial --project "$project" --startup-project "$project" --no-build
done
