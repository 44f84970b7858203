-F ../common/common.f
acs_link_tx.sv
acs_link.sv
