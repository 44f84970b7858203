// SPDX-License-Identifier: Apache-2.0

/// Adds two numbers in two clocks; bug_i plants one of several bugs, each in a corner.
module adder (
  /// Clock.
  input  logic       clk_i,
  /// Reset.
  input  logic       rst_ni,
  /// Which bug; 0 for none.
  input  logic [3:0] bug_i,
  /// Operands are valid.
  input  logic       valid_i,
  /// Operand.
  input  logic [7:0] a_i,
  /// Operand.
  input  logic [7:0] b_i,
  /// The sum is valid.
  output logic       valid_o,
  /// Sum.
  output logic [8:0] sum_o
);
  logic valid_q;
  logic again_q;
  logic [7:0] a_q;
  logic [7:0] b_q;
  logic [7:0] earlier_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      valid_q <= 1'b0;
      valid_o <= 1'b0;
      again_q <= 1'b0;
      a_q <= 8'd0;
      b_q <= 8'd0;
      earlier_q <= 8'd0;
      sum_o <= 9'd0;
    end else begin
      valid_q <= valid_i;
      valid_o <= valid_q || again_q;
      again_q <= (bug_i == 4'd3) && valid_q && (a_q == 8'h40);
      if (valid_i) begin
        a_q <= a_i;
        b_q <= b_i;
        earlier_q <= a_q;
      end
      sum_o <= {1'b0, a_q} + {1'b0, b_q};
      // Carry lost for one operand.
      if (bug_i == 4'd1 && a_q == 8'hF0 && b_q >= 8'h10) sum_o[8] <= 1'b0;
      // Response lost after another operand.
      if (bug_i == 4'd2 && earlier_q == 8'h81 && a_q[3]) valid_o <= 1'b0;
      // Never answers.
      if (bug_i == 4'd4) valid_o <= 1'b0;
      // An old response, held once.
      if (bug_i == 4'd6 && earlier_q[7] && a_q[7] && b_q[7]) sum_o <= sum_o;
    end
  end

  always_ff @(posedge clk_i) begin
    if (rst_ni && valid_i && bug_i == 4'd5) begin
      SumLimit_A: assert (!(a_i == 8'hFF && b_i == 8'hFF)) else $error("ACS: %s: %s", "SumLimit", "both operands are full");
    end
  end
endmodule
