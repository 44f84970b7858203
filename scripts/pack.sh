#!/usr/bin/env bash
# Packs the NuGet packages into a local feed: AnalogCoSim.Verilator and AnalogCoSim.NUnit, what they need of ours, and AnalogCoSim.Templates.
# Usage: scripts/pack.sh [--no-build] [--configuration NAME] [FOLDER]      (Release into build/feed)
# Prints the version, which comes from git tags. Packages of before in the folder are removed.
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

build=1
configuration=Release
feed="$ACS_ROOT/build/feed"
while [ $# -gt 0 ]; do
  case $1 in
    --no-build) build=0 ;;
    --configuration) configuration=${2:?--configuration needs a name}; shift ;;
    -h | --help) sed -n '2,4s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    -*) stop 0901 2 "Unknown option '$1'." "scripts/pack.sh --help" ;;
    *) feed=$1 ;;
  esac
  shift
done
mkdir -p "$feed"
feed=$(cd "$feed" && pwd -P)
log="$ACS_ROOT/build/logs/pack.log"

build_parts() {
  local project
  for project in Verilate ModelGenerator NUnit; do
    dotnet_build "$ACS_ROOT/src/AnalogCoSim.$project" --configuration "$configuration" || return 1
  done
}

# One version for all packages, asked of the one project that always tells it.
version() {
  dotnet msbuild "$ACS_ROOT/src/AnalogCoSim.Core" -nologo -t:MinVer -getProperty:MinVerVersion
}

pack_all() {
  local project symbols
  rm -f "$feed"/AnalogCoSim.*.nupkg "$feed"/AnalogCoSim.*.snupkg
  for project in AnalogCoSim.Core AnalogCoSim.Toolchain AnalogCoSim.Verilator AnalogCoSim.Yaml AnalogCoSim.Coverage AnalogCoSim.Testbench AnalogCoSim.NUnit Templates; do
    [ -d "$ACS_ROOT/src/$project" ] || continue
    # A package of files has no symbols.
    symbols=$([ "$project" = Templates ] && echo false || echo true)
    dotnet pack "$ACS_ROOT/src/$project" --no-build --configuration "$configuration" --output "$feed" --verbosity quiet \
      -p:IncludeSymbols="$symbols" -p:SymbolPackageFormat=snupkg -p:PackageVersion="$1" -p:MinVerSkip=true || return 1
  done
}

if [ "$build" = 1 ]; then run_quietly "Building the parts" "$log" build_parts; fi
number=$(version)
run_quietly "Packing $number" "$log" pack_all "$number"
say "$feed"
printf '%s\n' "$number"
