// SPDX-License-Identifier: Apache-2.0

/// All FP16 operations behind one operation select, for conformance runs.
///
/// Function:      op_i as in register_map.yaml (acs_regs_pkg::Fp16Op...).
/// Latency:       2 clocks, valid_i to valid_o.
/// Throughput:    one a clock.
/// Number format: binary16 in the low half of the words, integers in the whole word.
/// Reset:         valid bits only.
module acs_fp16_unit (
  /// Clock.
  input  logic        clk_i,
  /// Asynchronous reset, active low.
  input  logic        rst_ni,
  /// Operands are valid.
  input  logic        valid_i,
  /// Operation.
  input  logic [2:0]  op_i,
  /// First operand; an integer operand uses the whole word.
  input  logic [31:0] a_i,
  /// Second operand.
  input  logic [15:0] b_i,
  /// Third operand.
  input  logic [15:0] c_i,
  /// Result is valid.
  output logic        valid_o,
  /// Result; upper half 0 for an FP16, sign-extended for INT8.
  output logic [31:0] result_o
);
  logic valid_q;
  logic [2:0] op_q;
  logic [31:0] a_q;
  logic [15:0] b_q;
  logic [15:0] c_q;
  logic [15:0] factor;
  logic [15:0] addend;
  logic [7:0] int8;

  // a + b = a * 1 + b; a * b = a * b + 0 with the zero that keeps the product's sign.
  assign factor = (op_q == acs_regs_pkg::Fp16OpAdd) ? 16'h3C00 : b_q;
  assign addend = (op_q == acs_regs_pkg::Fp16OpFma) ? c_q
                : (op_q == acs_regs_pkg::Fp16OpAdd) ? b_q
                : {a_q[15] ^ b_q[15], 15'd0};
  assign int8 = acs_fp16_pkg::f2i8(a_q[15:0]);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      valid_q <= 1'b0;
      valid_o <= 1'b0;
    end else begin
      valid_q <= valid_i;
      valid_o <= valid_q;
    end
  end

  always_ff @(posedge clk_i) begin
    if (valid_i) begin
      op_q <= op_i;
      a_q <= a_i;
      b_q <= b_i;
      c_q <= c_i;
    end
    if (valid_q) begin
      case (op_q)
        acs_regs_pkg::Fp16OpI2f32: result_o <= {16'd0, acs_fp16_pkg::i2f32(a_q)};
        acs_regs_pkg::Fp16OpF2i32: result_o <= acs_fp16_pkg::f2i32(a_q[15:0]);
        acs_regs_pkg::Fp16OpI2f12: result_o <= {16'd0, acs_fp16_pkg::i2f12(a_q[11:0])};
        acs_regs_pkg::Fp16OpI2f8:  result_o <= {16'd0, acs_fp16_pkg::i2f8(a_q[7:0])};
        acs_regs_pkg::Fp16OpF2i8:  result_o <= {{24{int8[7]}}, int8};
        default:                   result_o <= {16'd0, acs_fp16_pkg::fma(a_q[15:0], factor, addend)};
      endcase
    end
  end
endmodule
