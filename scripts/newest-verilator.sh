#!/usr/bin/env bash
# Puts the newest Verilator of a Debian suite into a folder, beside the installed one; nothing on the system changes.
# Usage: scripts/newest-verilator.sh FOLDER [SUITE]      (SUITE: sid; also trixie, forky, ...)
# Prints the path to put into ACS_VERILATOR. The packages come through apt and its keys, with package lists of their own;
# Verilator runs on the C library of its suite, so the system's may be older. Needs apt, and patience for some 30 MB.
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

case ${1:-} in
  '' | -*) sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; [ "${1:-}" = --help ] && exit 0; exit 2 ;;
esac
suite=${2:-sid}
mkdir -p "$1"
folder=$(cd "$1" && pwd -P)
log="$ACS_ROOT/build/logs/newest-verilator.log"

for tool in apt-get apt-cache dpkg dpkg-deb; do
  command -v "$tool" >/dev/null 2>&1 || stop 0501 3 "$tool is not there: this is not Debian." "build Verilator from source and set ACS_VERILATOR: https://verilator.org/guide/latest/install.html"
done

# The mirror this machine uses for Debian itself.
mirror=$(apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(SITE)' 'Created-By: Packages' 2>/dev/null | awk -F'|' '$1 == "Debian" && $2 == "Debian" { print $3; exit }')
if [ -z "$mirror" ]; then stop 0501 3 "apt knows no Debian mirror." "apt-get update, on Debian; elsewhere build Verilator from source and set ACS_VERILATOR"; fi

# apt with lists, sources and cache of its own.
apt="$folder/.apt"
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/packages"
printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' "$mirror" "$suite" >"$apt/sources.list"
options=(-q -o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null -o "Dir::State::Lists=$apt/lists"
  -o "Dir::Cache=$apt/cache" -o "APT::Sandbox::User=root" -o Acquire::Retries=3)

fetch() (
  cd "$apt/packages" || exit 1
  rm -f ./*.deb
  apt-get "${options[@]}" update
  # The version is named: else apt would take an installed package of another suite for good enough.
  local package version
  for package in verilator libc6 libstdc++6 libgcc-s1; do
    version=$(apt-cache "${options[@]}" madison "$package" | awk -F'|' '{ gsub(/ /, "", $2); print $2; exit }')
    apt-get "${options[@]}" download "$package=$version"
  done
)

unpack() {
  local package
  rm -rf "$folder/new"
  mkdir -p "$folder/new/runtime"
  for package in "$apt"/packages/*.deb; do
    case $package in
      */verilator_*) dpkg-deb -x "$package" "$folder/new" ;;
      *) dpkg-deb -x "$package" "$folder/new/runtime" ;;
    esac
  done
  rm -rf "$folder/verilator"
  mv "$folder/new" "$folder/verilator"
}

run_quietly "Fetching Verilator of $suite" "$log" fetch
run_quietly "Unpacking it" "$log" unpack

root="$folder/verilator/usr/share/verilator"
loader=$(find "$folder/verilator/runtime" -name 'ld-linux*.so.*' -type f | head -n 1)
libraries=$(find "$folder/verilator/runtime" -name libc.so.6 -exec dirname {} \; | head -n 1)
program="$folder/verilator/usr/bin/verilator_bin"
mv "$program" "$program.elf"
cat >"$program" <<EOF
#!/bin/sh
exec '$loader' --library-path '$libraries' '$program.elf' "\$@"
EOF
cat >"$folder/verilator/verilator" <<EOF
#!/bin/sh
VERILATOR_ROOT='$root' exec '$folder/verilator/usr/bin/verilator' "\$@"
EOF
chmod +x "$program" "$folder/verilator/verilator"
rm -rf "$apt"

say "$("$folder/verilator/verilator" --version)"
printf '%s\n' "$folder/verilator/verilator"
