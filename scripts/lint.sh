#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Lints the RTL: every module elaborated alone by Verilator (-Wall), every block read and synthesised by Yosys without latches.
# Quiet on success; on failure prints what the tool said and exits 1.
# Usage: scripts/lint.sh [--quick]    --quick leaves the gate-level mapping of the tile out.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh lint
quick=${1:-}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

waivers=(rtl/common/common.vlt rtl/core/core.vlt)

verilator_check() { # module, its folder, whose file list and waivers have the folder's name
  local name own=()
  name="$2/$(basename "$2")"
  if [ -f "$name.vlt" ] && [[ " ${waivers[*]} " != *" $name.vlt "* ]]; then own=("$name.vlt"); fi
  if ! "${ACS_VERILATOR:-verilator}" --lint-only -Wall --assert --top-module "$1" "${waivers[@]}" "${own[@]}" -F "$name.f" >"$log" 2>&1; then
    echo "verilator: $1" >&2
    cat "$log" >&2
    exit 1
  fi
}

# sources_of FILE_LIST: its files and those of the lists it names, in their order.
sources_of() {
  local line folder
  folder=$(dirname "$1")
  while read -r line || [ -n "$line" ]; do
    case $line in
      '-F '*) sources_of "$(realpath --relative-to=. "$folder/${line#-F }")" ;;
      *.sv) realpath --relative-to=. "$folder/$line" ;;
    esac
  done <"$1"
}

# Modules are what is there: a file that no list names, or that defines no module of its name, does not elaborate.
for file in rtl/*/*.sv; do
  module=$(basename "$file" .sv)
  case $module in *_pkg) ;; *) verilator_check "$module" "$(dirname "$file")" ;; esac
done

mapfile -t sources < <(sources_of rtl/core/core.f)

yosys_check() { # module, synthesis command
  if ! "${ACS_YOSYS:-yosys}" -q -p "read_verilog -sv -Irtl/common ${sources[*]}; hierarchy -check -top $1; $2; opt_clean; select -assert-none t:\$dlatch t:\$_DLATCH_*; check -assert" \
    >"$log" 2>&1; then
    echo "yosys: $1" >&2
    cat "$log" >&2
    exit 1
  fi
}

# Memories stay memories ("coarse"): mapping 40 kbit of them to flip-flops says nothing about the code and takes minutes.
for module in acs_fp16_unit acs_ldpu acs_link acs_tile; do
  yosys_check "$module" "synth -top $module -run begin:fine"
done
if [[ $quick != --quick ]]; then
  for module in acs_fp16_unit acs_link_tx acs_drain_ctrl; do
    yosys_check "$module" "synth -top $module"
  done
fi
