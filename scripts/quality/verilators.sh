#!/usr/bin/env bash
# Runs scenarios on two versions of Verilator and compares what each image came to: output, clocks, MVMs and digest.
# Usage: scripts/quality/verilators.sh [--json] VERILATOR [SCENARIO ...]
#   VERILATOR  the other one, as scripts/newest-verilator.sh prints it; the first is that of ACS_VERILATOR, else the installed one
#   SCENARIO   default: quickstart, quickstart-restless and all-cores
# The last line reads "N passed, M failed", a scenario each. Exit code 1 if any image differs, or if a run failed.
set -euo pipefail
# shellcheck source=scripts/quality/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
trap quality_clean EXIT

json=0
if [ "${1:-}" = --json ]; then json=1; shift; fi
case ${1:-} in
  -h | --help) sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
  '' | -*) stop 0901 2 "The other Verilator is not named." "scripts/quality/verilators.sh --help" ;;
esac
other=$1
shift
[ -x "$other" ] || stop 0501 3 "'$other' is not executable." "scripts/newest-verilator.sh FOLDER"
first=${ACS_VERILATOR:-verilator}
scenarios=("$@")
if [ "${#scenarios[@]}" -eq 0 ]; then
  for name in quickstart quickstart-restless all-cores; do scenarios+=("$ACS_ROOT/testbenches/chip_inference/scenarios/$name.yaml"); done
fi

# version_in FOLDER: the Verilator that a result says it ran on.
version_in() { sed -n 's/^ *"verilator": "\(.*\)".*/\1/p' "$1/result.json" 2>/dev/null | head -n 1; }

# The same tool twice would agree with itself: asked of both before, and of the results afterwards.
versions=("$("$first" --version | head -n 1)" "$("$other" --version | head -n 1)")
[ "${versions[0]}" != "${versions[1]}" ] || stop 0901 2 "Both are '${versions[0]}'." "name another Verilator than the installed one"

results="$ACS_ROOT/results/verilators"
mkdir -p "$results/first" "$results/other"
say "${versions[0]}; ${versions[1]}"
for scenario in "${scenarios[@]}"; do
  name=$(basename "$scenario" .yaml)
  verdict=equal
  for side in first other; do
    folder="$results/$side/$name"
    ACS_VERILATOR="${!side}" "$quality_acs" run "$scenario" --out "$folder" >"$results.log" 2>&1 || verdict="its run on ${!side} ended with $?, see $folder"
    sort "$folder/results.jsonl" >"$results/$side/$name.sorted" 2>/dev/null || verdict="no results of ${!side} in $folder"
  done
  if [ "$verdict" = equal ] && [ "$(version_in "$results/first/$name")" = "$(version_in "$results/other/$name")" ]; then
    verdict="both ran on '$(version_in "$results/first/$name")'"
  fi
  if [ "$verdict" = equal ] && ! cmp -s "$results/first/$name.sorted" "$results/other/$name.sorted"; then
    verdict="$(comm -13 "$results/first/$name.sorted" "$results/other/$name.sorted" | wc -l) images differ, see $results/{first,other}/$name.sorted"
  fi
  images=$(grep -c '"digest"' "$results/first/$name.sorted" || true)
  if [ "$verdict" = equal ] && [ "$images" -eq 0 ]; then verdict="its results name no digest"; fi
  if [ "$verdict" = equal ]; then passed "$name: $images images are equal"; else failed "$name" "$verdict"; fi
done
quality_finish "$json"
