#!/usr/bin/env bash
# Installs what is missing, builds everything and runs the tests, project by project.
# Usage: scripts/test.sh [--nightly] [--filter EXPRESSION] [--results FOLDER] [--jobs N] [--no-build] [PROJECT ...]
#   --nightly   also runs the tests of the categories Nightly and Stress
#   --filter    a dotnet test filter, e.g. 'FullyQualifiedName~Binary16'
#   --results   where the .trx files and logs go (default: results/tests)
#   --jobs      how many projects run at a time (default: 2, on one core 1)
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
jobs=2
if [ "$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)" -lt 2 ]; then jobs=1; fi
while [ $# -gt 0 ]; do
  case $1 in
    --nightly) filter='' ;;
    --no-build) build=0 ;;
    --filter) extra=${2:?--filter needs an expression}; shift ;;
    --jobs) jobs=${2:?--jobs needs a number}; shift ;;
    --results) results=${2:?--results needs a folder}; shift ;;
    -h | --help) sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    -*) stop 0901 2 "Unknown option '$1'." "scripts/test.sh --help" ;;
    *) projects+=("$ACS_ROOT/tests/AnalogCoSim.$1.Tests") ;;
  esac
  shift
done
if [ -n "$extra" ]; then filter="${filter:+($filter)&}($extra)"; fi
[[ $jobs =~ ^[1-9][0-9]*$ ]] || stop 0901 2 "--jobs is no number: '$jobs'." "scripts/test.sh --jobs 2"
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

# run_project FOLDER: runs one test project; prints one line and the names of failed tests, and keeps the three counts in NAME.counts.
run_project() {
  local folder=$1 name status=0 started=$SECONDS ok=0 bad=0 all=0 names=''
  name=$(basename "$folder")
  local trx="$results/$name.trx" log="$results/$name.log"
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
  if [ "$bad" -gt 0 ]; then
    names=$(grep -E '^ +(Failed|X) |Test host process crashed|The active test run was aborted' "$log" | head -n 20 || true)
    names=$(printf '\n%s\n  details: %s' "$names" "$log")
  fi
  echo "$ok $bad $rest" >"$results/$name.counts"
  # In one piece: another project may end at the same moment.
  printf '%-36s %6d passed %4d failed %4d skipped %6d s%s\n' "$name" "$ok" "$bad" "$rest" "$((SECONDS - started))" "$names"
}

# add_counts FOLDER: adds what a project counted to the totals; one that left no counts has failed.
add_counts() {
  local ok=0 bad=1 rest=0
  read -r ok bad rest 2>/dev/null <"$results/$(basename "$1").counts" || true
  passed=$((passed + ok))
  failed=$((failed + bad))
  skipped=$((skipped + rest))
}

# Those that take minutes come first, so that none of them is left alone at the end.
longest_first() {
  local long='Cli Verilator Rtl Bench Blocks Verilate' name
  for name in $long; do
    printf '%s\n' "$@" | grep -x ".*/AnalogCoSim\.$name\.Tests" || true
  done
  printf '%s\n' "$@" | grep -v -x -E ".*/AnalogCoSim\.(${long// /|})\.Tests" || true
}

mkdir -p "$results"
if [ "$build" = 1 ] && ! "$ACS_ROOT/scripts/build.sh" --no-rtl; then
  failed=1
  finish
fi
for project in "${projects[@]}"; do
  rm -f "$results/$(basename "$project").trx" "$results/$(basename "$project").counts"
done
# xargs, not jobs of the shell: those ignore Ctrl-C, and so would what the tests start.
export filter results
export -f run_project counter
longest_first "${projects[@]}" | tr '\n' '\0' | xargs -0 -n 1 -P "$jobs" bash -c 'set -euo pipefail; run_project "$1"' _ || true
for project in "${projects[@]}"; do
  add_counts "$project"
done
finish
