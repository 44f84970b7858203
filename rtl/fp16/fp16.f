-F ../common/common.f
acs_fp16_pkg.sv
acs_fp16_fma.sv
acs_fp16_unit.sv
