# shellcheck shell=bash
# Functions shared by the scripts of this folder; sourced, never run.

ACS_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
export ACS_ROOT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export MSBUILDDISABLENODEREUSE=1
# The version of a build is asked of git.
command -v git >/dev/null 2>&1 || export MinVerSkip=true

# say TEXT: one progress line, on stderr so that --json output stays clean.
say() { printf '%s\n' "$*" >&2; }

# stop CODE EXIT WHAT REMEDY: an error in the shape of all errors of acs, then exit.
stop() {
  printf 'ACS%s %s\n  remedy:   %s\n' "$1" "$3" "$4" >&2
  exit "$2"
}

# version_at_least HAVE WANT: compares dotted versions number by number.
version_at_least() {
  awk -v have="$1" -v want="$2" 'BEGIN {
    h = split(have, a, /[.-]/); w = split(want, b, /[.-]/)
    for (i = 1; i <= (h > w ? h : w); i++) {
      if (a[i] + 0 > b[i] + 0) exit 0
      if (a[i] + 0 < b[i] + 0) exit 1
    }
  }'
}

# run_quietly LABEL LOG COMMAND...: prints "LABEL ..." and the seconds it took; on failure the end of the log.
run_quietly() {
  local label=$1 log=$2 started=$SECONDS status=0
  shift 2
  mkdir -p "$(dirname "$log")"
  say "$label ..."
  "$@" >"$log" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then
    say "$label failed; the end of $log:"
    grep -E 'error|warning|Error|E:' "$log" | sort -u | head -n 12 >&2 || tail -n 12 "$log" >&2
    return "$status"
  fi
  say "$label: done in $((SECONDS - started)) s"
}

# with_lock NAME COMMAND...: runs COMMAND while no other process holds NAME.
with_lock() {
  local lock="$ACS_ROOT/build/$1.lock"
  shift
  mkdir -p "$ACS_ROOT/build"
  if command -v flock >/dev/null 2>&1; then
    (flock 9 && "$@" 9>&-) 9>"$lock"
    return
  fi
  # macOS has no flock; a folder is created by one process only. A holder that died is noticed by its process id.
  until mkdir "$lock.d" 2>/dev/null; do
    if [ -f "$lock.d/pid" ] && ! kill -0 "$(cat "$lock.d/pid")" 2>/dev/null; then rm -rf "$lock.d"; fi
    sleep 0.2
  done
  echo "$$" >"$lock.d/pid"
  local status=0
  ("$@") || status=$?
  rm -rf "$lock.d"
  return "$status"
}

# forget_outdated: makes the next dotnet build compile each project with a file that was changed, moved or copied since its assembly was written.
# MSBuild itself compares modification times, which cp -p and archives set into the past; the time of the last change of a file cannot be set.
forget_outdated() {
  local project assembly
  for project in "$ACS_ROOT"/src/* "$ACS_ROOT"/tests/*; do
    assembly="$project/obj/Release/net10.0/$(basename "$project").dll"
    [ -f "$assembly" ] || continue
    if [ -n "$(find "$project" \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -newercm "$assembly" -print -quit)" ] \
      || [ -n "$(find "$ACS_ROOT"/Directory.*.props "$ACS_ROOT/global.json" -newercm "$assembly" -print -quit)" ]; then
      rm -f "${assembly%.dll}.csproj.CoreCompileInputs.cache"
    fi
  done
}

# dotnet_build ARGUMENTS...: dotnet build with one compiler for all projects, as a cold one for each takes three times as long.
# It listens on a pipe of this build alone and ends with it.
dotnet_build() (
  # Ends in a word: the pattern would else end the compiler of a build whose number begins with this one's.
  compiler="acs-build-$$-compiler"
  trap 'pkill -f "pipename:$compiler" || true' EXIT
  dotnet build "$@" --verbosity quiet -p:UseSharedCompilation=true "-p:SharedCompilationId=$compiler"
)
