#!/usr/bin/env bash
# Builds the solution and the RTL models. Usage: scripts/build.sh [--no-rtl]
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

"$ACS_ROOT/scripts/setup.sh" dotnet rtl web

# projects_without_lock: a new project has no lock file before its first restore.
projects_without_lock() {
  local project
  for project in "$ACS_ROOT"/src/*/*.csproj "$ACS_ROOT"/tests/*/*.csproj; do
    if [ ! -f "$(dirname "$project")/packages.lock.json" ]; then echo "$project"; fi
  done
}

build_solution() {
  local locked=()
  # Locked: the packages are exactly those of the lock files, checked by their hashes.
  if [ "$(projects_without_lock)" = "" ]; then locked=(--locked-mode); fi
  run_quietly "Restoring packages" "$ACS_ROOT/build/logs/restore.log" \
    dotnet restore "$ACS_ROOT/AnalogCoSim.sln" "${locked[@]}" --verbosity quiet
  forget_outdated
  run_quietly "Building the solution" "$ACS_ROOT/build/logs/solution.log" \
    dotnet_build "$ACS_ROOT/AnalogCoSim.sln" --no-restore --configuration Release
}

with_lock acs build_solution
if [ "${1:-}" != --no-rtl ]; then "$ACS_ROOT/scripts/acs" build; fi
