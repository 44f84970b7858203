// SPDX-License-Identifier: Apache-2.0

/// Fused multiply-add a * b + c.
///
/// Function:      one rounding, to nearest even; see acs_fp16_pkg.
/// Latency:       acs_regs_pkg::FmaLatency = 3 clocks. The arithmetic stands in the first stage, followed by plain registers; synthesis
///                retimes them into it (the simulator then evaluates one block of logic, and only for valid operands).
/// Throughput:    one a clock.
/// Number format: binary16.
/// Reset:         none; validity travels beside the data in the block that uses this one.
module acs_fp16_fma (
  /// Clock.
  input  logic        clk_i,
  /// Operands are valid; the arithmetic is idle otherwise.
  input  logic        valid_i,
  /// Factor.
  input  logic [15:0] a_i,
  /// Factor.
  input  logic [15:0] b_i,
  /// Addend.
  input  logic [15:0] c_i,
  /// Result, three clocks later.
  output logic [15:0] result_o
);
  logic [15:0] result_q;
  logic [31:0] delay_q;

  always_ff @(posedge clk_i) begin
    if (valid_i) begin
      result_q <= acs_fp16_pkg::fma(a_i, b_i, c_i);
    end
    delay_q <= {delay_q[15:0], result_q};
  end

  assign result_o = delay_q[31:16];
endmodule
