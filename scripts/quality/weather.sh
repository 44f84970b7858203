#!/usr/bin/env bash
# Runs acs in bad weather: results that cannot be written, broken caches and tools, little of everything, odd files.
# Usage: scripts/quality/weather.sh [--short] [--only PATTERN] [--json]
#   --short  without the faults that build the RTL, 15 s for each instead of 30 s, for continuous integration
#   --only   only faults whose name matches a shell pattern, e.g. 'out-*'
# Each fault has the exit code and the error code that it must end with, and a time limit; none may show a stack trace.
# Faults that need root are skipped where it is missing.
# The last line reads "N passed, M failed". Exit code 1 if anything failed.
set -euo pipefail
# shellcheck source=scripts/quality/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

short=0
only='*'
json=0
while [ $# -gt 0 ]; do
  case $1 in
    --short) short=1 ;;
    --only) only=${2:?--only needs a pattern}; shift ;;
    --json) json=1 ;;
    -h | --help) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) stop 0901 2 "Unknown argument '$1'." "scripts/quality/weather.sh --help" ;;
  esac
  shift
done

trap quality_clean EXIT
quality_ready
export ACS_NO_INSTALL=1
w=$quality_work
acs=(dotnet "$ACS_ROOT/build/acs/current/acs.dll")
# A short run of the reference, and one on the RTL; what they give in good weather is what they must give in bad.
reference=("${acs[@]}" run "$quality_scenario" --engine reference)
lockstep=("${acs[@]}" run "$quality_scenario")
patience=30
if [ "$short" = 1 ]; then patience=15; fi
can_mount=0
if unshare -m true 2>/dev/null; then can_mount=1; fi

# wanted NAME: whether this fault is asked for.
# shellcheck disable=SC2254
wanted() { case $1 in $only) return 0 ;; *) return 1 ;; esac; }

# judge NAME WHY: counts a fault; WHY is empty if it ended as it must.
judge() { if [ -z "$2" ]; then passed "$1"; else failed "$1" "$2"; fi; }

# fault NAME EXITS CODES COMMAND...: runs a command, whose exit code must be one of EXITS (2 or 0|2) and, unless it is 0, its error code one of
# CODES (0902|0904). What was printed is kept in NAME.log. The variable also names a function that looks at what is left.
fault() {
  local name=$1 exits=$2 codes=$3 status=0 began=$SECONDS log="$w/$1.log" why='' seconds=${limit:-$patience}
  shift 3
  wanted "$name" || return 0
  timeout --kill-after 5 "$seconds" "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -eq 124 ] || [ "$status" -eq 137 ] && [ $((SECONDS - began)) -ge "$seconds" ]; then
    why="still running after $seconds s"
  elif ! [[ "$status" =~ ^($exits)$ ]]; then
    why="exit code $status, not $exits: $(grep -a -m 1 ACS "$log" || tail -n 1 "$log" | cut -c 1-160)"
  elif [ -n "$(ugly "$log")" ]; then
    why=$(ugly "$log")
  elif [ "$status" -ne 0 ] && ! grep -a -q -E "ACS($codes) " "$log"; then
    why="not ACS$codes: $(grep -a -m 1 ACS "$log" || tail -n 1 "$log" | cut -c 1-160)"
  elif [ -n "${also:-}" ]; then
    why=$("$also" "$name" "$status" || true)
  fi
  judge "$name" "$why"
}

# mounted OPTIONS FOLDER COMMAND...: runs a command that sees a file system of its own at FOLDER: a tmpfs, or with "bind" FOLDER itself, read-only.
mounted() {
  # shellcheck disable=SC2016
  unshare -m bash -c '
    mount --make-rprivate / 2>/dev/null
    if [ "$1" = bind ]; then mount --bind "$2" "$2" && mount -o remount,bind,ro "$2"; else mount -t tmpfs -o "$1" tmpfs "$2"; fi || exit 99
    shift 2; exec "$@"' _ "$@"
}

# mounted_fault NAME EXITS CODES OPTIONS FOLDER COMMAND...
mounted_fault() {
  local name=$1 exits=$2 codes=$3
  shift 3
  wanted "$name" || return 0
  if [ "$can_mount" = 0 ]; then
    skipped "$name" "needs the right to mount"
    return
  fi
  mkdir -p "$2"
  export -f mounted
  # shellcheck disable=SC2016
  fault "$name" "$exits" "$codes" bash -c 'mounted "$@"' _ "$@"
}

# same_result NAME STATUS: a run that ended with 0 gave the digest of good weather.
same_result() {
  if [ "$2" = 0 ] && [ "$(digest_of "$w/$1")" != "$good" ]; then echo "the result is another one than in good weather"; fi
}

# verdict_shown NAME STATUS: the terminal says that the expectations are met, and the result is right.
verdict_shown() {
  if ! grep -a -q -w met "$w/$1.log"; then echo "the verdict is not shown"; else same_result "$@"; fi
}

# changed EXPRESSION FILE: the small scenario, changed by sed, as FILE.
changed() { sed -e "$1" "$quality_scenario" >"$2"; }

say "good weather"
"${reference[@]}" --out "$w/good" >"$w/good.log" 2>&1 || { cat "$w/good.log" >&2; stop 0901 2 "The run fails in good weather." "${reference[*]}"; }
good=$(digest_of "$w/good")

output_faults() {
  local long
  mounted_fault out-read-only 2 '0902' size=1m,ro "$w/ro" "${reference[@]}" --out "$w/ro/out"
  mounted_fault out-full 2 '0902' size=4k "$w/full" "${reference[@]}" --out "$w/full/out"
  echo text >"$w/a-file"
  fault out-is-a-file 2 '0902|0904' "${reference[@]}" --out "$w/a-file"
  fault out-below-a-file 2 '0902' "${reference[@]}" --out "$w/a-file/out"
  fault out-empty 2 '0901|0902' "${reference[@]}" --out ''
  ln -s loop-b "$w/loop-a"
  ln -s loop-a "$w/loop-b"
  fault out-symlink-loop 2 '0902|0904' "${reference[@]}" --out "$w/loop-a/out"
  long=$(printf '%0300d' 0)
  fault out-name-too-long 2 '0902' "${reference[@]}" --out "$w/$long"
  fault out-below-proc 2 '0902' "${reference[@]}" --out /proc/self/out
  fault out-is-a-device 2 '0902|0904' "${reference[@]}" --out /dev/null
  mkdir -p "$w/out-foreign"
  echo precious >"$w/out-foreign/thesis.tex"
  also=still_precious fault out-foreign-files 2 '0904' "${reference[@]}" --out "$w/out-foreign"
  # shellcheck disable=SC2016
  also=kept_lines mounted_fault disk-full-in-mid-run 2 '0902' size=96k "$w/small" bash -c '
    copy=$1; shift; status=0; "$@" || status=$?; cp -r "$W/small/out" "$copy"; exit $status' _ "$w/disk-full" "${reference[@]}" --set data.count=4000 --out "$w/small/out"
  # The run time itself maps its code through a file, unless it is told not to.
  # shellcheck disable=SC2016
  fault file-size-limit 2 '0902' env DOTNET_EnableWriteXorExecute=0 bash -c 'ulimit -f 16; exec "$@"' _ "${reference[@]}" --set data.count=4000 --out "$w/file-size"
}
still_precious() { [ "$(cat "$w/out-foreign/thesis.tex" 2>/dev/null)" = precious ] || echo "another's file was changed"; }
kept_lines() { [ -s "$w/disk-full/results.jsonl" ] || echo "nothing that was computed is kept"; }

cache_faults() {
  [ "$short" = 0 ] || return 0
  export ACS_CACHE="$w/cache"
  local limit=600 entry way library
  "${lockstep[@]}" --out "$w/warm" >"$w/warm.log" 2>&1 || { cat "$w/warm.log" >&2; stop 0901 2 "The RTL does not build in good weather." "${lockstep[*]}"; }
  good=$(digest_of "$w/warm")
  also=same_result mounted_fault cache-read-only 0 '' bind "$w/cache" "${lockstep[@]}" --out "$w/cache-read-only"
  ACS_CACHE="$w/empty-ro" mounted_fault cache-read-only-and-empty 2 '0506' size=1m,ro "$w/empty-ro" "${lockstep[@]}" --out "$w/x1"
  ACS_CACHE="$w/tiny" mounted_fault cache-full 2 '0506|0902|0502' size=256k "$w/tiny" "${lockstep[@]}" --out "$w/x2"
  ACS_CACHE="$w/a-file" fault cache-is-a-file 2 '0506' "${lockstep[@]}" --out "$w/x3"
  ACS_CACHE="$w/open" also=same_result open_cache
  for way in missing empty half flipped; do
    wanted "cache-entry-$way" || continue
    library=$(find "$w/cache" -name 'lib*.so' -print -quit)
    entry=$(dirname "$library")
    if [ -z "$library" ]; then judge "cache-entry-$way" "the cache has no library to damage: $entry"; continue; fi
    chmod -R u+w "$entry"
    case $way in
      missing) rm -f "$library" ;;
      empty) : >"$library" ;;
      half) truncate -s $(($(stat -c %s "$library") / 2)) "$library" ;;
      flipped) printf '\377\377\377\377' | dd of="$library" bs=1 seek=4096 conv=notrunc status=none ;;
    esac
    also=same_result fault "cache-entry-$way" 0 '' "${lockstep[@]}" --out "$w/cache-entry-$way"
  done
  unset ACS_CACHE
}
# A cache that anybody may write to must not be loaded from.
open_cache() {
  mkdir -p "$w/open"
  chmod 777 "$w/open"
  fault cache-open-to-all 2 '0506' "${lockstep[@]}" --out "$w/x4"
}

# tool NAME SCRIPT: a program in a folder that comes first in PATH.
tool() {
  mkdir -p "$w/$1"
  printf '#!/bin/sh\n%s\n' "$3" >"$w/$1/$2"
  chmod +x "$w/$1/$2"
}
# path_without PROGRAM: a folder with links to all programs of the machine but those named.
path_without() {
  local folder="$w/path-without-$1" place file
  if [ ! -d "$folder" ]; then
    mkdir -p "$folder"
    for place in /bin /usr/bin /usr/local/bin; do
      for file in "$place"/*; do
        case $(basename "$file") in "$1" | "$1"-*) ;; *) ln -sf "$file" "$folder/" 2>/dev/null || true ;; esac
      done
    done
    ln -sf "$(command -v dotnet)" "$folder/dotnet"
  fi
  echo "$folder"
}

tool_faults() {
  local cold="$w/cold" real
  mkdir -m 700 "$cold"
  fault no-verilator 3 '0501' env "PATH=$(path_without verilator)" "ACS_CACHE=$cold" "${lockstep[@]}" --out "$w/t1"
  fault no-compiler 3 '0501' env "PATH=$(path_without g++)" "ACS_CACHE=$cold" "${lockstep[@]}" --out "$w/t2"
  real=$(command -v verilator) || { skipped verilator-killed "Verilator is not installed"; return 0; }
  tool killed verilator "case \"\$*\" in *--version*) exec $real \"\$@\" ;; esac; kill -KILL \$\$"
  fault verilator-killed 2 '0507' env "PATH=$w/killed:$PATH" "ACS_CACHE=$cold" "${lockstep[@]}" --out "$w/t3"
  tool garbage verilator "case \"\$*\" in *--version*) exec $real \"\$@\" ;; esac; head -c 4000 /dev/urandom >&2; exit 1"
  fault verilator-garbage 2 '0502|0504' env "PATH=$w/garbage:$PATH" "ACS_CACHE=$cold" "${lockstep[@]}" --out "$w/t4"
  tool silent verilator "case \"\$*\" in *--version*) exec $real \"\$@\" ;; esac; exit 0"
  fault verilator-does-nothing 2 '0502|0504|0505' env "PATH=$w/silent:$PATH" "ACS_CACHE=$cold" "${lockstep[@]}" --out "$w/t5"
  tool rootless verilator "case \"\$*\" in *--getenv*) exit 0 ;; esac; exec $real \"\$@\""
  fault verilator-root-unknown 2 '0502' env "PATH=$w/rootless:$PATH" "ACS_CACHE=$cold" "${lockstep[@]}" --out "$w/t7"
  tool unknown verilator "case \"\$*\" in *--version*) echo Banana; exit 0 ;; esac; exit 1"
  fault verilator-unknown-version '2|3' '0501|0502' env "PATH=$w/unknown:$PATH" "ACS_CACHE=$cold" "${lockstep[@]}" --out "$w/t6"
}

compiler_faults() {
  local cold="$w/cold" real limit=120
  real=$(command -v g++) || { skipped compiler-killed "g++ is not installed"; return 0; }
  tool compiler-dead g++ "case \"\$*\" in *--version* | *-dump*) exec $real \"\$@\" ;; esac; kill -KILL \$\$"
  fault compiler-killed 2 '0507' env "PATH=$w/compiler-dead:$PATH" "ACS_CACHE=$cold" "${lockstep[@]}" --out "$w/t8"
  tool compiler-mute g++ "case \"\$*\" in *--version* | *-dump*) exec $real \"\$@\" ;; esac; exit 0"
  fault compiler-does-nothing 2 '0502' env "PATH=$w/compiler-mute:$PATH" "ACS_CACHE=$cold" "${lockstep[@]}" --out "$w/t9"
  tool compiler-odd g++ "case \"\$*\" in *--version* | *-dump*) exec $real \"\$@\" ;; esac; head -c 4000 /dev/urandom >&2; exit 1"
  fault compiler-garbage 2 '0502' env "PATH=$w/compiler-odd:$PATH" "ACS_CACHE=$cold" "${lockstep[@]}" --out "$w/t10"
}

machine_faults() {
  also=same_result fault tmpdir-missing 0 '' env TMPDIR=/no/such/folder "${reference[@]}" --out "$w/tmpdir-missing"
  TMPDIR="$w/ro-tmp" also=same_result mounted_fault tmpdir-read-only 0 '' size=1m,ro "$w/ro-tmp" "${reference[@]}" --out "$w/tmpdir-read-only"
  also=same_result fault home-unset 0 '' env -u HOME "${reference[@]}" --out "$w/home-unset"
  # shellcheck disable=SC2016
  fault few-handles 2 '0905' bash -c 'ulimit -n 40; exec "$@"' _ "${reference[@]}" --out "$w/few-handles"
  fault small-heap 2 '0905' env DOTNET_GCHeapHardLimit=0x1400000 "${reference[@]}" --set data.count=60000 --out "$w/heap"
  # shellcheck disable=SC2016
  fault little-address-space '0|2' '0905' env DOTNET_GCHeapHardLimit=0x8000000 bash -c 'ulimit -v 3000000; exec "$@"' _ "${reference[@]}" --set data.count=60000 --out "$w/space"
  mkdir -p "$w/gone"
  # shellcheck disable=SC2016
  also=same_result fault current-folder-gone 0 '' bash -c 'cd "$1" && rmdir "$1" && shift && exec "$@"' _ "$w/gone" "${reference[@]}" --out "$w/current-folder-gone"
  also=same_result fault odd-language 0 '' env LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 TZ=Nowhere/Nowhere "${reference[@]}" --out "$w/odd-language"
}

terminal_faults() {
  # shellcheck disable=SC2016
  also=same_result fault stdout-closed 0 '' bash -c 'exec "$@" >&-' _ "${reference[@]}" --out "$w/stdout-closed"
  # shellcheck disable=SC2016
  also=same_result fault stdout-full '0|2' '0902' bash -c 'exec "$@" >/dev/full' _ "${reference[@]}" --out "$w/stdout-full"
  # shellcheck disable=SC2016
  also=same_result fault stderr-closed 0 '' bash -c 'exec "$@" 2>&-' _ "${reference[@]}" --out "$w/stderr-closed"
  # shellcheck disable=SC2016
  also=same_result fault reader-gone 0 '' bash -c 'set -o pipefail; "$@" | true' _ "${reference[@]}" --out "$w/reader-gone"
  also=verdict_shown fault dumb-terminal 0 '' env TERM=dumb "${reference[@]}" --out "$w/dumb-terminal"
  also=verdict_shown fault twenty-columns 0 '' env COLUMNS=20 "${reference[@]}" --out "$w/twenty-columns"
}

# odd_file KIND PATH: a thing that is no ordinary file.
odd_file() {
  case $1 in
    fifo) mkfifo "$2" ;;
    folder) mkdir "$2" ;;
    device) ln -s /dev/zero "$2" ;;
    empty) : >"$2" ;;
    huge) head -c 100000000 /dev/zero | tr '\0' 'a' >"$2" ;;
  esac
}
scenario_of() { case $1 in fifo | folder | device) echo '0101' ;; *) echo '0101|0102|0104' ;; esac; }

file_faults() {
  local kind network
  network=$(sed -n 's/^ *onnx: *//p' "$quality_scenario")
  for kind in fifo folder device empty huge; do
    odd_file "$kind" "$w/scenario-$kind.yaml"
    fault "scenario-$kind" 2 "$(scenario_of "$kind")" "${acs[@]}" run "$w/scenario-$kind.yaml" --out "$w/s-$kind"
    rm -rf "$w/scenario-$kind.yaml"
    odd_file "$kind" "$w/network-$kind.onnx"
    changed "s|onnx: $network|onnx: $w/network-$kind.onnx|" "$w/network-$kind.yaml"
    fault "network-$kind" 2 '0201|0202' "${acs[@]}" run "$w/network-$kind.yaml" --engine reference --out "$w/n-$kind"
    rm -rf "$w/network-$kind.onnx"
    odd_file "$kind" "$w/data-$kind.npz"
    printf 'name: data\nnetwork: { onnx: %s, mean: 128, std: 64 }\ndata: { source: npz, root: %s, count: 1 }\nengine: reference\n' "$network" "$w/data-$kind.npz" >"$w/data-$kind.yaml"
    fault "data-$kind" 2 '0301|0302|0303' "${acs[@]}" run "$w/data-$kind.yaml" --out "$w/d-$kind"
    rm -rf "$w/data-$kind.npz"
  done
  changed "s|onnx: $network|onnx: \"a\\\\0b.onnx\"|" "$w/nul.yaml"
  fault nul-in-path 2 '0104|0201|0102' "${acs[@]}" run "$w/nul.yaml" --engine reference --out "$w/nul"
  changed "s|^expect:|expect:\\n  golden: $w/no-such.npz|" "$w/golden.yaml"
  fault golden-missing 2 '0301' "${acs[@]}" run "$w/golden.yaml" --engine reference --out "$w/golden"
  printf 'name: c\nnetwork: { onnx: %s, mean: 128, std: 64 }\ndata: { source: cifar10, count: 1 }\nengine: reference\n' "$network" >"$w/cifar.yaml"
  fault data-root-missing 2 '0301|0204' env ACS_DATA=/no/such/folder "${acs[@]}" run "$w/cifar.yaml" --out "$w/c1"
  fault data-root-is-a-file 2 '0301|0204' env "ACS_DATA=$w/a-file" "${acs[@]}" run "$w/cifar.yaml" --out "$w/c2"
  fault data-first-absurd 2 '0104|0303' "${reference[@]}" --set data.first=2147483647 --out "$w/v1"
  fault data-count-absurd 2 '0104|0303' "${reference[@]}" --set data.count=2147483647 --out "$w/v2"
  fault data-count-negative 2 '0104' "${reference[@]}" --set data.count=-1 --out "$w/v3"
  fault threads-negative 2 '0104' "${reference[@]}" --set threads=-5 --out "$w/v4"
  also=same_result fault threads-absurd '0|2' '0104' "${reference[@]}" --set threads=2000000000 --out "$w/threads-absurd"
}

export W=$w
output_faults
tool_faults
compiler_faults
machine_faults
terminal_faults
file_faults
cache_faults
quality_finish "$json"
