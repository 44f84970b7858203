-F ../ldpu/ldpu.f
../link/acs_link_tx.sv
../link/acs_link.sv
acs_cfg_regs.sv
acs_input_regs.sv
acs_mvm_ctrl.sv
acs_drain_ctrl.sv
acs_tile.sv
