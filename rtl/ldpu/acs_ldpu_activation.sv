// SPDX-License-Identifier: Apache-2.0

/// Activation block: affine, ReLU, combine with the received INT8 value, ReLU, INT8.
///
/// Function:      v = relu1(fma(y, a, b)); r = relu2(combine ? fma(i2f(rx), s_rx, v) : v); q = f2i(r).
/// Latency:       affine_valid_i (one clock before y_i) to valid_o 8 clocks.
/// Throughput:    one column a clock.
/// Number format: binary16 inside, INT8 in (rx) and out.
/// Reset:         valid bits, column counters, output; memories have none.
module acs_ldpu_activation (
  /// Clock.
  input  logic        clk_i,
  /// Asynchronous reset, active low.
  input  logic        rst_ni,
  /// Configuration write.
  input  logic        cfg_valid_i,
  /// Configuration address.
  input  logic [11:0] cfg_addr_i,
  /// Configuration data.
  input  logic [31:0] cfg_data_i,
  /// ReLU before the combine.
  input  logic        relu1_i,
  /// ReLU after the combine.
  input  logic        relu2_i,
  /// Add the received value.
  input  logic        combine_i,
  /// Factor of the received value.
  input  logic [15:0] s_rx_i,
  /// The next clock brings y_i of the next column.
  input  logic        affine_valid_i,
  /// Scaled column value.
  input  logic [15:0] y_i,
  /// The received stream has a byte for the column whose value is wanted now (3 clocks after affine_valid_i).
  input  logic        rx_has_i,
  /// That byte.
  input  logic [7:0]  rx_data_i,
  /// Low bits of the column whose byte is wanted.
  output logic [3:0]  rx_column_o,
  /// A result leaves LDPU in two clocks' time: valid_o follows 2 clocks later.
  output logic        ahead_o,
  /// Result is valid.
  output logic        valid_o,
  /// Column of the result.
  output logic [7:0]  column_o,
  /// Result.
  output logic [7:0]  data_o
);
  logic [7:0] valid_q;
  logic [7:0] affine_column_q;
  logic [3:0] rx_column_q;
  logic [7:0] out_column_q;
  logic [15:0] a_mem [256];
  logic [15:0] b_mem [256];
  logic [15:0] a_q;
  logic [15:0] b_q;
  logic [15:0] rx_q;
  logic [15:0] v;
  logic [15:0] v_relu;
  logic [47:0] v_delay_q;
  logic [15:0] combined;
  logic [15:0] r;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      valid_q <= 8'd0;
      affine_column_q <= 8'd0;
      rx_column_q <= 4'd0;
      out_column_q <= 8'd0;
      column_o <= 8'd0;
      data_o <= 8'd0;
    end else begin
      valid_q <= {valid_q[6:0], affine_valid_i};
      if (affine_valid_i) begin
        affine_column_q <= affine_column_q + 8'd1;
      end
      if (valid_q[2]) begin
        rx_column_q <= rx_column_q + 4'd1;
      end
      if (valid_q[6]) begin
        out_column_q <= out_column_q + 8'd1;
        column_o <= out_column_q;
        data_o <= acs_fp16_pkg::f2i8(acs_fp16_pkg::relu(relu2_i, r));
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (cfg_valid_i && (cfg_addr_i[11:8] == acs_regs_pkg::ColumnAffineBase[11:8])) begin
      a_mem[cfg_addr_i[7:0]] <= cfg_data_i[acs_regs_pkg::ColumnAffineALsb +: 16];
    end
    if (cfg_valid_i && (cfg_addr_i[11:8] == acs_regs_pkg::ColumnBiasBase[11:8])) begin
      b_mem[cfg_addr_i[7:0]] <= cfg_data_i[acs_regs_pkg::ColumnBiasBLsb +: 16];
    end
  end

  always_ff @(posedge clk_i) begin
    if (affine_valid_i) begin
      a_q <= a_mem[affine_column_q];
      b_q <= b_mem[affine_column_q];
    end
    if (valid_q[2] && combine_i) begin
      rx_q <= rx_has_i ? acs_fp16_pkg::i2f8(rx_data_i) : 16'd0;
    end
    // Held when idle: a change of relu1_i must not ripple through a sleeping tile.
    if (valid_q[5:3] != 3'd0) begin
      v_delay_q <= {v_delay_q[31:0], v_relu};
    end
  end

  acs_fp16_fma u_affine (
    .clk_i    (clk_i),
    .valid_i  (valid_q[0]),
    .a_i      (y_i),
    .b_i      (a_q),
    .c_i      (b_q),
    .result_o (v)
  );

  assign v_relu = acs_fp16_pkg::relu(relu1_i, v);

  acs_fp16_fma u_combine (
    .clk_i    (clk_i),
    .valid_i  (valid_q[3] && combine_i),
    .a_i      (rx_q),
    .b_i      (s_rx_i),
    .c_i      (v_relu),
    .result_o (combined)
  );

  assign r = combine_i ? combined : v_delay_q[47:32];
  assign rx_column_o = rx_column_q;
  assign ahead_o = valid_q[5];
  assign valid_o = valid_q[7];
endmodule
