+incdir+.
acs_regs_pkg.sv
