/// Calls a C function that nobody wrote.
module acs_foreign (
  input  logic        clk_i,
  input  logic [31:0] value_i,
  output logic [31:0] value_o
);
  import "DPI-C" function int acs_nobody_wrote_this(input int value);

  always_ff @(posedge clk_i) value_o <= acs_nobody_wrote_this(value_i);
endmodule
