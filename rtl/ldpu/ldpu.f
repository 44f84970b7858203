-F ../fp16/fp16.f
acs_ldpu_convert.sv
acs_ldpu_activation.sv
acs_ldpu.sv
