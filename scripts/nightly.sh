#!/usr/bin/env bash
# The long run: every test of the categories Nightly and Stress, every scenario tagged nightly, every sweep, RTL lint, bad weather and kills,
# the tests of Verilator's room and of the RTL on the newest Verilator, 100,000 damaged inputs, FP16 conformance where ACS_VECTORS names TestFloat vectors. The training's tests run where torch is.
# Usage: scripts/nightly.sh [--date YYYY-MM-DD] [--retry-failed]
# One folder per night, results/nightly/DATE, with index.html and summary.json. A run that was interrupted goes on where it stopped,
# with the jobs that ran on the same commit, the same changes and the same Verilator; all others run again.
# Exit code 1 if anything failed.
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

date=$(date -u +%F)
retry_failed=0
while [ $# -gt 0 ]; do
  case $1 in
    --date) date=${2:?--date needs YYYY-MM-DD}; shift ;;
    --retry-failed) retry_failed=1 ;;
    -h | --help) sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) stop 0901 2 "Unknown argument '$1'." "scripts/nightly.sh --help" ;;
  esac
  shift
done

# state: what a job runs on, in a line: commit, digest of what differs from it, Verilator.
state() {
  local commit changes
  commit=$(git -C "$ACS_ROOT" rev-parse HEAD 2>/dev/null) || { echo unknown; return; }
  changes=$(cd "$ACS_ROOT" && {
    git diff HEAD --binary --no-ext-diff && git ls-files --others --exclude-standard \
      && git ls-files --others --exclude-standard -z | xargs -0 -r git hash-object --no-filters --
  } | git hash-object --stdin)
  [ "$changes" = "$(git hash-object --stdin </dev/null)" ] && changes=clean
  printf '%s %s %s\n' "$commit" "$changes" "$({ "${ACS_VERILATOR:-verilator}" --version 2>/dev/null || echo none; } | head -n 1)"
}

night="$ACS_ROOT/results/nightly/$date"
state=$(state)
commit=${state%% *}
dirty=true
case $state in *' clean '*) dirty=false ;; esac
mkdir -p "$night/jobs"
failed=0
passed=0
skipped=0
jobs=()

# outcome JOB: passed, failed, or skipped where a data set or network is not on this machine (ACS0301).
outcome() {
  local folder="$night/jobs/$1"
  case $(cat "$folder/exit-code") in
    0) echo passed ;;
    2) if grep -q '^ACS0301 ' "$folder/log.txt"; then echo skipped; else echo failed; fi ;;
    *) echo failed ;;
  esac
}

# finished JOB: whether an earlier run of this night has finished it, on what is here now. Without git nobody can tell.
finished() {
  local folder="$night/jobs/$1"
  [ "$state" != unknown ] && [ -f "$folder/exit-code" ] && [ "$(cat "$folder/state" 2>/dev/null)" = "$state" ] || return 1
  [ "$(cat "$folder/exit-code")" = 0 ] || [ "$retry_failed" = 0 ]
}

# job NAME COMMAND...: runs COMMAND unless it is finished; keeps log, exit code, time, command and what it ran on.
job() {
  local name=$1 started=$SECONDS code=0
  local folder="$night/jobs/$name"
  shift
  jobs+=("$name")
  mkdir -p "$folder"
  if finished "$name"; then
    code=$(cat "$folder/exit-code")
    say "$name: finished earlier"
  else
    say "$name ..."
    rm -f "$folder/exit-code"
    printf '%q ' "$@" | sed "s|$ACS_ROOT/||g; s| \$||" >"$folder/command"
    "$@" >"$folder/log.txt" 2>&1 || code=$?
    echo "$((SECONDS - started))" >"$folder/seconds"
    if [ "$(state)" != "$state" ]; then
      stop 0906 2 "The checkout was changed while $name ran: its result is of neither state." "scripts/nightly.sh   (a checkout of its own is left alone: git worktree add)"
    fi
    echo "$state" >"$folder/state"
    # Written last: a job without it was interrupted and runs again.
    echo "$code" >"$folder/exit-code"
    say "$name: exit code $code after $((SECONDS - started)) s"
  fi
  case $(outcome "$name") in
    passed) passed=$((passed + 1)) ;;
    skipped) skipped=$((skipped + 1)) ;;
    *) failed=$((failed + 1)) ;;
  esac
}

write_json() {
  local name first=1
  printf '{\n  "date": "%s",\n  "commit": "%s",\n  "dirty": %s,\n  "passed": %d,\n  "failed": %d,\n  "skipped": %d,\n  "jobs": [' "$date" "$commit" "$dirty" "$passed" "$failed" "$skipped"
  for name in "${jobs[@]}"; do
    if [ "$first" = 1 ]; then first=0; else printf ','; fi
    printf '\n    { "name": "%s", "outcome": "%s", "exit_code": %s, "seconds": %s, "command": "%s", "log": "jobs/%s/log.txt" }' "$name" "$(outcome "$name")" \
      "$(cat "$night/jobs/$name/exit-code")" "$(cat "$night/jobs/$name/seconds")" "$(sed 's/["\\]/\\&/g' "$night/jobs/$name/command")" "$name"
  done
  printf '\n  ]\n}\n'
}

write_html() {
  local name code class report
  cat <<HTML
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>AnalogCoSim nightly $date</title>
<style>body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:70em}td,th{padding:.3em .8em;text-align:left;border-bottom:1px solid #ddd}
.ok{color:#1a7f37}.bad{color:#b42318;font-weight:600}.soft{color:#666}code{font-size:.9em}</style></head><body>
<h1>Nightly run of $date</h1><p>commit <code>$commit</code>$([ "$dirty" = false ] || printf ' with changes'): $passed passed, $failed failed, $skipped skipped (data not on this machine)</p>
<table><tr><th>job</th><th>result</th><th>seconds</th><th>repeat it</th><th>files</th></tr>
HTML
  for name in "${jobs[@]}"; do
    code=$(outcome "$name")
    case $code in passed) class=ok ;; skipped) class=soft ;; *) class=bad ;; esac
    report=$(cd "$night" && find "jobs/$name" -name report.html | head -n 1)
    printf '<tr><td>%s</td><td class="%s">%s</td><td>%s</td><td><code>%s</code></td><td><a href="jobs/%s/log.txt">log</a>%s</td></tr>\n' \
      "$name" "$class" "$code" "$(cat "$night/jobs/$name/seconds")" \
      "$(sed 's/&/\&amp;/g; s/</\&lt;/g' "$night/jobs/$name/command")" "$name" "${report:+ <a href=\"$report\">report</a>}"
  done
  printf '</table></body></html>\n'
}

"$ACS_ROOT/scripts/build.sh" --no-rtl
acs="$ACS_ROOT/scripts/acs"
for project in "$ACS_ROOT"/tests/AnalogCoSim.*.Tests; do
  [ -d "$project" ] || continue
  short=$(basename "$project" .Tests)
  short=${short#AnalogCoSim.}
  job "tests-$short" "$ACS_ROOT/scripts/test.sh" --no-build --nightly --filter 'TestCategory=Nightly|TestCategory=Stress' \
    --results "$night/jobs/tests-$short" "$short"
done
# Both ends of the range of Verilators: all tests but those of the night, and the digests of runs, once more on the newest one.
if command -v apt-get >/dev/null 2>&1; then
  job verilator-newest "$ACS_ROOT/scripts/newest-verilator.sh" "$ACS_ROOT/build/verilator-newest"
  newest="$ACS_ROOT/build/verilator-newest/verilator/verilator"
  if [ -x "$newest" ]; then
    job tests-verilator-newest env "ACS_VERILATOR=$newest" "$ACS_ROOT/scripts/test.sh" --no-build --results "$night/jobs/tests-verilator-newest"
    job digests-verilator-newest "$ACS_ROOT/scripts/quality/verilators.sh" "$newest"
  fi
else
  say "no apt here: the newest Verilator is not tried"
fi
while IFS= read -r scenario; do
  name=$(printf '%s' "${scenario#"$ACS_ROOT/testbenches/"}" | sed 's|/scenarios/|-|; s|\.yaml$||; s|/|-|g')
  job "run-$name" "$acs" run "$scenario" --out "$night/jobs/run-$name/result"
done < <(find "$ACS_ROOT/testbenches" -path '*/scenarios/*' -name '*.yaml' -exec grep -lE '^tags:.*\bnightly\b|^ *- +nightly\b' {} + 2>/dev/null | sort)
while IFS= read -r sweep; do
  name=sweep-$(basename "$sweep" .yaml)
  job "$name" "$acs" sweep "$sweep" --resume --out "$night/jobs/$name/result"
done < <(find "$ACS_ROOT/testbenches" -path '*/sweeps/*' -name '*.yaml' | sort)
if [ -n "${ACS_VECTORS:-}" ]; then job conformance-fp16 "$acs" conformance fp16 --vectors "$ACS_VECTORS"; fi
# The short form is among the tests; each night has damage of its own.
job fuzz "$ACS_ROOT/scripts/quality/fuzz.sh" --inputs 100000 --seed "$(printf '%s' "$date" | tr -d -)" --keep "$night/jobs/fuzz/inputs"
job coverage "$ACS_ROOT/scripts/coverage.sh" --out "$night/jobs/coverage/result"
for harness in weather kills; do job "$harness" "$ACS_ROOT/scripts/quality/$harness.sh"; done
# By the latest results of everything: this night's and those of scripts/test.sh before it.
job testplan "$acs" testplan --coverage "$night/jobs/coverage/result/coverage.db" --out "$night/jobs/testplan/report.html" --check
if [ -x "$ACS_ROOT/scripts/lint.sh" ]; then job lint "$ACS_ROOT/scripts/lint.sh"; fi

# The training's own tests, where its libraries are.
python=${ACS_PYTHON:-python3}
if "$python" -c 'import torch, onnx, PIL' 2>/dev/null; then job tests-training "$python" -W ignore -m unittest discover -s "$ACS_ROOT/scripts/train" -p 'test_*.py'; fi

write_json >"$night/summary.json"
write_html >"$night/index.html"
echo "summary: $night/index.html"
line="$passed passed, $failed failed"
if [ "$skipped" -gt 0 ]; then line="$line, $skipped skipped"; fi
echo "$line"
[ "$failed" -eq 0 ]
