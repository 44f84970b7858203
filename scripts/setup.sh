#!/usr/bin/env bash
# Installs what is missing. Usage: scripts/setup.sh [--check] dotnet|rtl|lint|web|data|all ...
#   dotnet  the .NET SDK is only looked for, not installed
#   rtl     Verilator, g++ and zlib (apt; elsewhere: says what to install)
#   lint    what scripts/lint.sh needs besides: Yosys (apt)
#   web     the report's chart library, through npm if it is there
#   data    dwebp (apt), for data sets that come as WebP pictures
# --check reports without installing. Exit code 3: something required is missing and could not be installed.
# ACS_NO_INSTALL=1 in the environment means --check.
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=scripts/tool-versions.env
. "$ACS_ROOT/scripts/tool-versions.env"

check_only=${ACS_NO_INSTALL:-0}

require_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1; then
    stop 0501 3 "The .NET SDK is not installed." \
      "install the .NET $DOTNET_SDK_MIN SDK or newer: https://dotnet.microsoft.com/download/dotnet/10.0 (apt: dotnet-sdk-10.0)"
  fi
  local sdks
  sdks=$(cd / && dotnet --list-sdks | awk '{print $1}')
  local sdk
  for sdk in $sdks; do
    if version_at_least "$sdk" "$DOTNET_SDK_MIN"; then return 0; fi
  done
  stop 0501 3 "The installed .NET SDK is too old (${sdks:-none}; wanted $DOTNET_SDK_MIN or newer)." \
    "install a newer one: https://dotnet.microsoft.com/download/dotnet/10.0"
}

verilator=${ACS_VERILATOR:-verilator}
compiler=${ACS_CXX:-g++}
verilator_version() { "$verilator" --version 2>/dev/null | awk '{print $2; exit}'; }

# require_chosen VARIABLE: stops where it names a program that is not there; nothing that is installed would change that.
require_chosen() {
  local program=${!1:-}
  if [ -z "$program" ] || command -v "$program" >/dev/null 2>&1; then return 0; fi
  stop 0501 3 "$1=$program is not executable." "set $1 to an executable file, or leave it out: unset $1"
}

missing_packages() {
  command -v "$verilator" >/dev/null 2>&1 || echo verilator
  command -v "$compiler" >/dev/null 2>&1 || echo g++
  # Waves are compressed with it. No pipe from echo: a compiler that ends without reading would make it fail now and then.
  "$compiler" -E -x c++ - >/dev/null 2>&1 <<<'#include <zlib.h>' || echo zlib1g-dev
}

# explain_install PACKAGES: stops, and says how to install them.
explain_install() {
  local packages=$1 fedora arch brew
  fedora=$(printf '%s' "$packages" | sed 's/g++/gcc-c++/; s/zlib1g-dev/zlib-devel/; s/webp/libwebp-tools/')
  arch=$(printf '%s' "$packages" | sed 's/g++/gcc/; s/zlib1g-dev/zlib/; s/webp/libwebp/')
  # The compiler and zlib come with Xcode.
  brew=$(printf '%s' "$packages" | sed 's/g++//; s/zlib1g-dev//; s/^ *//; s/ *$//')
  stop 0501 3 "Missing: $packages." "Debian, Ubuntu: sudo apt-get install $packages
            Fedora:         sudo dnf install $fedora
            Arch:           sudo pacman -S $arch
            macOS:          ${brew:+brew install $brew && }xcode-select --install"
}

apt_install() {
  local log="$ACS_ROOT/build/logs/apt.log" elevate=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then explain_install "$*"; fi
    if [ -t 0 ]; then elevate=(sudo); else elevate=(sudo -n); fi
    "${elevate[@]}" true || explain_install "$*"
  fi
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120)
  # An image without package lists (or with stale ones) fails at the first attempt; then the lists are fetched.
  if ! "${elevate[@]}" "${apt[@]}" install --no-install-recommends --dry-run "$@" >/dev/null 2>&1; then
    run_quietly "Fetching the package lists (apt)" "$log" "${elevate[@]}" "${apt[@]}" update || true
  fi
  if ! run_quietly "Installing $* (apt)" "$log" "${elevate[@]}" "${apt[@]}" install --no-install-recommends "$@"; then
    run_quietly "Fetching the package lists (apt)" "$log" "${elevate[@]}" "${apt[@]}" update || explain_install "$*"
    run_quietly "Installing $* (apt), second attempt" "$log" "${elevate[@]}" "${apt[@]}" install --no-install-recommends "$@" \
      || explain_install "$*"
  fi
}

require_rtl() {
  local packages version
  require_chosen ACS_VERILATOR
  require_chosen ACS_CXX
  packages=$(missing_packages | tr '\n' ' ')
  packages=${packages% }
  if [ -n "$packages" ]; then
    if [ "$check_only" = 1 ] || ! command -v apt-get >/dev/null 2>&1; then explain_install "$packages"; fi
    # shellcheck disable=SC2086
    with_lock setup apt_install $packages
  fi
  version=$(verilator_version)
  if ! version_at_least "${version:-0}" "$VERILATOR_MIN"; then
    stop 0501 3 "Verilator ${version:-?} is too old (wanted $VERILATOR_MIN or newer)." \
      "on Debian: export ACS_VERILATOR=\$(scripts/newest-verilator.sh FOLDER); elsewhere: https://verilator.org/guide/latest/install.html"
  fi
}

# require_program PROGRAM PACKAGE: installs the package when the program is not there.
require_program() {
  if command -v "$1" >/dev/null 2>&1; then return 0; fi
  if [ "$check_only" = 1 ] || ! command -v apt-get >/dev/null 2>&1; then explain_install "$2"; fi
  with_lock setup apt_install "$2"
}

# The report works without its chart library (plain SVG instead), so nothing here can fail.
fetch_web() {
  local web="$ACS_ROOT/src/AnalogCoSim.Report/web"
  if [ ! -f "$web/package-lock.json" ] || [ -f "$web/node_modules/.package-lock.json" ] || [ "$check_only" = 1 ]; then return 0; fi
  if ! command -v npm >/dev/null 2>&1; then return 0; fi
  with_lock web run_quietly "Fetching the report's chart library (npm)" "$ACS_ROOT/build/logs/npm.log" \
    npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=30000 --prefix "$web" || true
}

wanted=()
for argument in "$@"; do
  case $argument in
    --check) check_only=1 ;;
    dotnet | rtl | lint | web | data) wanted+=("$argument") ;;
    all) wanted+=(dotnet rtl lint web data) ;;
    *) stop 0901 2 "Unknown argument '$argument'." "scripts/setup.sh [--check] dotnet|rtl|lint|web|data|all" ;;
  esac
done
if [ "${#wanted[@]}" -eq 0 ]; then wanted=(dotnet rtl web); fi

for part in "${wanted[@]}"; do
  case $part in
    dotnet) require_dotnet ;;
    rtl) require_rtl ;;
    web) fetch_web ;;
    lint)
      require_rtl
      require_chosen ACS_YOSYS
      require_program "${ACS_YOSYS:-yosys}" yosys
      ;;
    data)
      require_chosen ACS_DWEBP
      require_program "${ACS_DWEBP:-dwebp}" webp
      ;;
  esac
done
