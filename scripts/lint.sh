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

verilator_check() { # module, file list
  if ! "${ACS_VERILATOR:-verilator}" --lint-only -Wall --assert --top-module "$1" "${waivers[@]}" "${@:3}" -F "$2" >"$log" 2>&1; then
    echo "verilator: $1" >&2
    cat "$log" >&2
    exit 1
  fi
}

verilator_check acs_fp16_fma rtl/fp16/fp16.f
verilator_check acs_fp16_unit rtl/fp16/fp16.f
for module in acs_ldpu_convert acs_ldpu_activation acs_ldpu; do
  verilator_check "$module" rtl/ldpu/ldpu.f
done
for module in acs_link_tx acs_link; do
  verilator_check "$module" rtl/link/link.f
done
for module in acs_cfg_regs acs_input_regs acs_mvm_ctrl acs_drain_ctrl acs_tile; do
  verilator_check "$module" rtl/core/core.f
done
verilator_check acs_chip rtl/chip/chip.f rtl/chip/chip.vlt

sources=(
  rtl/common/acs_regs_pkg.sv
  rtl/fp16/acs_fp16_pkg.sv rtl/fp16/acs_fp16_fma.sv rtl/fp16/acs_fp16_unit.sv
  rtl/ldpu/acs_ldpu_convert.sv rtl/ldpu/acs_ldpu_activation.sv rtl/ldpu/acs_ldpu.sv
  rtl/link/acs_link_tx.sv rtl/link/acs_link.sv
  rtl/core/acs_cfg_regs.sv rtl/core/acs_input_regs.sv rtl/core/acs_mvm_ctrl.sv rtl/core/acs_drain_ctrl.sv rtl/core/acs_tile.sv
)

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
