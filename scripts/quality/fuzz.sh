#!/usr/bin/env bash
# Hands damaged files to every reader of files of others, and counts crashes, hangs, damage read in silence, refusals and what stayed the same.
# Usage: scripts/quality/fuzz.sh [--inputs N] [--seed S] [--reader NAME] [--keep FOLDER] [--json]
#   --inputs N     damaged inputs over all readers (default 1000)
#   --seed S       another N of them (default 1)
#   --reader NAME  one reader alone
#   --keep FOLDER  where inputs that failed are kept (default results/fuzz)
#   --json         one JSON object instead of a line for each reader
# The last line reads "N passed, M failed". Exit code 1 if anything crashed, hung, ended with a wrong exit code or was read wrongly in silence; memory is limited to 2 GB.
# An input that failed goes into tests/AnalogCoSim.Bench.Tests/Cases/damaged/READER, where a test reads it from then on.
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
case ${1:-} in -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
cd "$ACS_ROOT"
run_quietly 'build the fuzz harness' build/logs/fuzz-build.log dotnet_build tests/AnalogCoSim.Fuzz --configuration Release
export DOTNET_GCHeapHardLimit=0x80000000
exec dotnet tests/AnalogCoSim.Fuzz/bin/Release/net10.0/AnalogCoSim.Fuzz.dll "$@"
