#!/usr/bin/env bash
# Installs what is missing, builds everything and runs the tests, project by project.
# Usage: scripts/test.sh [--nightly] [--filter EXPRESSION] [--results FOLDER] [PROJECT ...]
#   --nightly   also runs the tests of the categories Nightly and Stress
#   --filter    a dotnet test filter, e.g. 'FullyQualifiedName~Binary16'
#   --results   where the .trx files and logs go (default: results/tests)
#   --no-build  runs what scripts/build.sh built
#   PROJECT     names such as Core or Chip; default: all
# The last line reads "N passed, M failed" (", K skipped" where some were). Exit code 1 if anything failed.
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

filter='TestCategory!=Nightly&TestCategory!=Stress'
extra=''
results="$ACS_ROOT/results/tests"
projects=()
build=1
while [ $# -gt 0 ]; do
  case $1 in
    --nightly) filter='' ;;
    --no-build) build=0 ;;
    --filter) extra=${2:?--filter needs an expression}; shift ;;
    --results) results=${2:?--results needs a folder}; shift ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    -*) stop 0901 2 "Unknown option '$1'." "scripts/test.sh --help" ;;
    *) projects+=("$ACS_ROOT/tests/AnalogCoSim.$1.Tests") ;;
  esac
  shift
done
if [ -n "$extra" ]; then filter="${filter:+($filter)&}($extra)"; fi
if [ "${#projects[@]}" -eq 0 ]; then projects=("$ACS_ROOT"/tests/AnalogCoSim.*.Tests); fi

passed=0
failed=0
skipped=0

finish() {
  local line="$passed passed, $failed failed"
  if [ "$skipped" -gt 0 ]; then line="$line, $skipped skipped"; fi
  echo "$line"
  if [ "$failed" -gt 0 ]; then exit 1; fi
  exit 0
}

# counter FILE NAME: an attribute of the Counters element of a test result file.
counter() {
  { grep -o '<Counters [^>]*' "$1" || true; } | sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p" | head -n 1
}

# run_project FOLDER: runs one test project, adds to the totals, prints one line and the names of failed tests.
run_project() {
  local folder=$1 name status=0 started=$SECONDS ok=0 bad=0 all=0
  name=$(basename "$folder")
  local trx="$results/$name.trx" log="$results/$name.log"
  rm -f "$trx"
  # The default run settings, which leave the long tests out, are for a plain `dotnet test`; here the filter decides.
  local arguments=(--no-build --configuration Release -p:RunSettingsFilePath= --results-directory "$results" --logger "trx;LogFileName=$name.trx"
    --blame-hang --blame-hang-timeout 20m --blame-hang-dump-type none)
  if [ -n "$filter" ]; then arguments+=(--filter "$filter"); fi
  dotnet test "$folder" "${arguments[@]}" >"$log" 2>&1 || status=$?
  if [ -f "$trx" ]; then
    ok=$(counter "$trx" passed)
    bad=$(($(counter "$trx" failed) + $(counter "$trx" error) + $(counter "$trx" timeout) + $(counter "$trx" aborted)))
    all=$(counter "$trx" total)
  fi
  # A test host that dies leaves no failed test behind, only its exit code.
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  local rest=$((all > ok + bad ? all - ok - bad : 0))
  printf '%-36s %6d passed %4d failed %4d skipped %6d s\n' "$name" "$ok" "$bad" "$rest" "$((SECONDS - started))"
  if [ "$bad" -gt 0 ]; then
    grep -E '^ +(Failed|X) |Test host process crashed|The active test run was aborted' "$log" | head -n 20 || true
    echo "  details: $log"
  fi
  passed=$((passed + ok))
  failed=$((failed + bad))
  skipped=$((skipped + rest))
}

mkdir -p "$results"
if [ "$build" = 1 ] && ! "$ACS_ROOT/scripts/build.sh" --no-rtl; then
  failed=1
  finish
fi
for project in "${projects[@]}"; do
  run_project "$project"
done
finish
