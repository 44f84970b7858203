// SPDX-License-Identifier: Apache-2.0

`include "acs_assert.svh"

/// Local digital processing unit: 256 ADC count pairs to 256 INT8 results.
///
/// Function:      left and right convert-and-scale blocks, interleaved into one activation block; received bytes are kept until their
///                column comes.
/// Latency:       acs_regs_pkg::LdpuLatency = 15 clocks, column address at the ADC registers (one clock before valid_i) to valid_o.
/// Throughput:    one column a clock, all 256 columns in order.
/// Number format: 12-bit unsigned counts in, binary16 inside, INT8 out.
/// Reset:         control and outputs; column memories have none.
module acs_ldpu (
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
  /// Counts of an even column are valid.
  input  logic        left_valid_i,
  /// Counts {p, n} of an even column.
  input  logic [23:0] left_counts_i,
  /// Counts of an odd column are valid.
  input  logic        right_valid_i,
  /// Counts {p, n} of an odd column.
  input  logic [23:0] right_counts_i,
  /// A consumed packet starts; the next byte belongs to column 0.
  input  logic        rx_start_i,
  /// A received byte is valid: exactly one clock before its column's counts are (if its column is to see it at all).
  input  logic        rx_valid_i,
  /// Received byte.
  input  logic [7:0]  rx_data_i,
  /// Two clocks before valid_o.
  output logic        ahead_o,
  /// Result is valid.
  output logic        valid_o,
  /// Column of the result.
  output logic [7:0]  column_o,
  /// Result.
  output logic [7:0]  data_o
);
  logic left_valid;
  logic right_valid;
  logic [15:0] left_y;
  logic [15:0] right_y;
  logic [5:0] count_valid_q;
  logic [15:0] y;

  // Received bytes wait in a ring of 16 for their column: 11 clocks. Their presence travels in a shift register.
  logic [9:0] rx_has_q;
  logic [3:0] rx_write_q;
  logic [3:0] rx_read;
  logic [7:0] rx_ring [16];

  acs_ldpu_convert u_left (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .side_i      (1'b0),
    .cfg_valid_i (cfg_valid_i),
    .cfg_addr_i  (cfg_addr_i),
    .cfg_data_i  (cfg_data_i),
    .valid_i     (left_valid_i),
    .counts_i    (left_counts_i),
    .valid_o     (left_valid),
    .y_o         (left_y)
  );

  acs_ldpu_convert u_right (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .side_i      (1'b1),
    .cfg_valid_i (cfg_valid_i),
    .cfg_addr_i  (cfg_addr_i),
    .cfg_data_i  (cfg_data_i),
    .valid_i     (right_valid_i),
    .counts_i    (right_counts_i),
    .valid_o     (right_valid),
    .y_o         (right_y)
  );

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      count_valid_q <= 6'd0;
      rx_has_q <= 10'd0;
      rx_write_q <= 4'd0;
    end else begin
      count_valid_q <= {count_valid_q[4:0], left_valid_i || right_valid_i};
      rx_has_q <= {rx_has_q[8:0], rx_valid_i};
      if (rx_start_i) begin
        rx_write_q <= 4'd0;
      end else if (rx_valid_i) begin
        rx_write_q <= rx_write_q + 4'd1;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (rx_valid_i) begin
      rx_ring[rx_write_q] <= rx_data_i;
    end
  end

  assign y = left_valid ? left_y : right_y;

  acs_ldpu_activation u_activation (
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .cfg_valid_i    (cfg_valid_i),
    .cfg_addr_i     (cfg_addr_i),
    .cfg_data_i     (cfg_data_i),
    .relu1_i        (relu1_i),
    .relu2_i        (relu2_i),
    .combine_i      (combine_i),
    .s_rx_i         (s_rx_i),
    .affine_valid_i (count_valid_q[5]),
    .y_i            (y),
    .rx_has_i       (rx_has_q[9]),
    .rx_data_i      (rx_ring[rx_read]),
    .rx_column_o    (rx_read),
    .ahead_o        (ahead_o),
    .valid_o        (valid_o),
    .column_o       (column_o),
    .data_o         (data_o)
  );

`ifndef SYNTHESIS
  logic activation_expects_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      activation_expects_q <= 1'b0;
    end else begin
      activation_expects_q <= count_valid_q[5];
    end
  end
  `ACS_ASSERT_NEVER(LdpuSides, left_valid_i && right_valid_i, "both ADC sides were read in one clock")
  `ACS_ASSERT_NEVER(LdpuInterleave, left_valid && right_valid, "both convert blocks gave a result in one clock")
  `ACS_ASSERT(LdpuSkew, (left_valid || right_valid) == activation_expects_q, "convert and activation blocks lost step")
`endif
endmodule
