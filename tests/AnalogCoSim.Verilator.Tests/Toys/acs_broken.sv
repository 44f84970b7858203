/// Does not compile, on purpose.
module acs_broken (
  input  logic clk_i,
  output logic q_o
);
  always_ff @(posedge clk_i) q_o <= no_such_signal;
endmodule
