-F ../core/core.f
acs_chip.sv
