#!/usr/bin/env bash
# Kills runs, sweeps and RTL builds at random moments and looks whether anything is lost.
# Usage: scripts/quality/kills.sh [--count N] [--seed S] [--kind run|sweep|build] [--patience SECONDS] [--json]
#   --count     kills in all, shared out over the kinds (default: 50)
#   --kind      only this kind; may be given several times (default: all three)
#   --seed      seed of moments and signals (default: 1)
#   --patience  seconds from Ctrl-C to the end of the process (default: 2)
# After each kill: Ctrl-C and SIGTERM end with 130 in time; no process of the command lives on; the same command goes on with
# --resume, or builds again, and gives the digest of an undisturbed run; the result folder holds a finished result.
# The last line reads "N passed, M failed". Exit code 1 if anything failed.
set -euo pipefail
# shellcheck source=scripts/quality/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

count=50
seed=1
patience=2
json=0
kinds=()
while [ $# -gt 0 ]; do
  case $1 in
    --count) count=${2:?--count needs a number}; shift ;;
    --seed) seed=${2:?--seed needs a number}; shift ;;
    --kind) kinds+=("${2:?--kind needs run, sweep or build}"); shift ;;
    --patience) patience=${2:?--patience needs seconds}; shift ;;
    --json) json=1 ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) stop 0901 2 "Unknown argument '$1'." "scripts/quality/kills.sh --help" ;;
  esac
  shift
done
if [ "${#kinds[@]}" -eq 0 ]; then kinds=(run sweep build); fi
RANDOM=$seed

trap quality_clean EXIT
quality_ready
export ACS_NO_INSTALL=1

cat >"$quality_work/sweep.yaml" <<YAML
name: small-sweep
description: Three seeds of the small scenario, by the reference.
base: $quality_scenario
set: engine=reference
seeds: [1, 2, 3]
variants:
  - { name: two, set: analog.devices=two-device }
  - { name: one, set: analog.devices=one-device }
YAML

# now: milliseconds.
now() { date +%s%3N; }

# arguments KIND FOLDER: the command of a kind, in the array command.
arguments() {
  case $1 in
    run) command=("$quality_acs" run "$quality_scenario" --out "$2") ;;
    sweep) command=("$quality_acs" sweep "$quality_work/sweep.yaml" --out "$2") ;;
    build) command=(env "ACS_CACHE=$2" "$quality_acs" build) ;;
    *) stop 0901 2 "Unknown kind '$1'." "scripts/quality/kills.sh --help" ;;
  esac
}

# outcome KIND FOLDER: what must be the same after a kill as without one.
outcome() {
  case $1 in
    run) digest_of "$2" ;;
    sweep) sed -n 's/^.*"digest": *"\([0-9a-f]*\)".*/\1/p' "$2/sweep.json" | sort | tr '\n' ' ' ;;
    build) ACS_CACHE=$2 "$quality_acs" run "$quality_scenario" --out "$2.run" >/dev/null 2>&1 && digest_of "$2.run" ;;
  esac
}

# alive PID: whether a process still runs; one that only waits to be reaped does not.
alive() { [ -r "/proc/$1/stat" ] && [ "$(sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -c 1)" != Z ]; }

# members SESSION: the living processes of a session.
members() { ps -o pid=,stat=,args= -s "$1" 2>/dev/null | awk '$2 !~ /^Z/' || true; }

# kill_once KIND NUMBER: one kill, and all that is looked at after it.
kill_once() {
  local kind=$1 folder signal moment pid sent ended rest again=0 label
  folder="$quality_work/$kind-$2"
  case $((RANDOM % 3)) in 0) signal=INT ;; 1) signal=TERM ;; *) signal=KILL ;; esac
  moment=$((RANDOM % ${usual[$kind]}))
  label="$kind $2: SIG$signal after $moment ms"
  arguments "$kind" "$folder"
  # A session of its own: what is left of it afterwards is what the command left behind. Not in the background, where a shell lets SIGINT be ignored.
  # shellcheck disable=SC2016
  setsid --fork bash -c 'echo $$ >"$1"; shift; exec "$@"' _ "$folder.pid" "${command[@]}" >"$folder.log" 2>&1
  until [ -s "$folder.pid" ]; do sleep 0.01; done
  pid=$(cat "$folder.pid")
  sleep "$(awk "BEGIN { print $moment / 1000 }")"
  sent=$(now)
  if ! alive "$pid"; then label="$label, after its end"; fi
  # Ctrl-C reaches every process of the terminal, the other signals only the one they are sent to.
  if [ "$signal" = INT ]; then kill -INT -- "-$pid" 2>/dev/null || true; else kill "-$signal" "$pid" 2>/dev/null || true; fi
  while alive "$pid" && [ $(($(now) - sent)) -lt 30000 ]; do sleep 0.02; done
  ended=$(now)
  if alive "$pid"; then
    kill -KILL "$pid" 2>/dev/null || true
    failed "$label" "still running 30 s later"
    return
  fi
  if [ "$signal" != KILL ] && [ $((ended - sent)) -gt $((patience * 1000)) ]; then
    failed "$label" "took $((ended - sent)) ms to end"
    return
  fi
  # Children of a killed process may need a moment to notice.
  for _ in $(seq 40); do
    rest=$(members "$pid")
    [ -z "$rest" ] && break
    sleep 0.05
  done
  if [ -n "$rest" ]; then
    failed "$label" "left running: $(printf '%s' "$rest" | head -n 1 | cut -c 1-120)"
    return
  fi
  if [ -n "$(ugly "$folder.log")" ]; then
    failed "$label" "$(ugly "$folder.log")"
    return
  fi
  arguments "$kind" "$folder"
  if [ "$kind" != build ]; then command+=(--resume); fi
  timeout 600 "${command[@]}" >"$folder.again.log" 2>&1 || again=$?
  if [ "$again" -ne 0 ]; then
    failed "$label" "going on ended with $again: $(grep -a -m 1 ACS "$folder.again.log" || tail -n 1 "$folder.again.log")"
    return
  fi
  if [ "$(outcome "$kind" "$folder")" != "${expected[$kind]}" ]; then
    failed "$label" "the result is another one"
    return
  fi
  passed "$label (ended $((ended - sent)) ms later)"
}

# exit_code KIND NUMBER SIGNAL: the same through a parent that sees the exit code.
exit_code() {
  local kind=$1 signal=$3 status=0 sent label
  local folder="$quality_work/$1-code-$2"
  local moment=$((RANDOM % ${usual[$kind]}))
  label="$kind exit code: SIG$signal after $moment ms"
  arguments "$kind" "$folder"
  sent=$(now)
  # timeout sends the signal itself and hands the exit code on; it needs no job control.
  timeout --preserve-status --signal "$signal" --kill-after 30 "$(awk "BEGIN { print ($moment + 1) / 1000 }")" "${command[@]}" >"$folder.log" 2>&1 || status=$?
  case $status in
    # Had ended before the signal, so nothing may be missing.
    0) if [ "$(outcome "$kind" "$folder")" = "${expected[$kind]}" ]; then passed "$label: had ended before"; else failed "$label" "exit code 0 without the result"; fi ;;
    130) passed "$label: $status after $(($(now) - sent - moment)) ms" ;;
    # The scripts in front of acs end by the signal itself.
    143) if [ "$signal" = TERM ]; then passed "$label: $status"; else failed "$label" "exit code $status"; fi ;;
    *) failed "$label" "exit code $status: $(tail -n 1 "$folder.log")" ;;
  esac
}

declare -A usual expected
for kind in "${kinds[@]}"; do
  arguments "$kind" "$quality_work/$kind-whole"
  # Moments are drawn from the time it takes once the caches are warm; a build is measured cold.
  if [ "$kind" != build ]; then "${command[@]}" >/dev/null 2>&1 || true; fi
  began=$(now)
  "${command[@]}" >"$quality_work/$kind-whole.log" 2>&1 || { cat "$quality_work/$kind-whole.log" >&2; stop 0901 2 "The undisturbed $kind failed." "run it alone: ${command[*]}"; }
  usual[$kind]=$(($(now) - began))
  expected[$kind]=$(outcome "$kind" "$quality_work/$kind-whole")
  [ -n "${expected[$kind]}" ] || stop 0901 2 "The undisturbed $kind left no digest." "look at $quality_work"
  say "$kind: ${usual[$kind]} ms undisturbed, ${expected[$kind]}"
done

done_kills=0
while [ "$done_kills" -lt "$count" ]; do
  for kind in "${kinds[@]}"; do
    [ "$done_kills" -lt "$count" ] || break
    done_kills=$((done_kills + 1))
    if [ $((done_kills % 5)) -eq 0 ]; then
      if [ $((RANDOM % 2)) -eq 0 ]; then exit_code "$kind" "$done_kills" INT; else exit_code "$kind" "$done_kills" TERM; fi
    else
      kill_once "$kind" "$done_kills"
    fi
  done
done
quality_finish "$json"
