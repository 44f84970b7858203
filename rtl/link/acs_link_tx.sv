// SPDX-License-Identifier: Apache-2.0

/// TX selection and preamble insertion: cuts columns first..last out of the LDPU's results and puts path id and length - 1 before them.
///
/// Function:      the preamble takes the two clocks before column `first` leaves the LDPU, so nothing waits and nothing is stored.
/// Latency:       0 clocks, LDPU result to byte_o (a function of registers; the link registers it).
/// Throughput:    one byte a clock, one packet every 258 clocks.
/// Reset:         idle.
module acs_link_tx (
  /// Clock.
  input  logic       clk_i,
  /// Asynchronous reset, active low.
  input  logic       rst_ni,
  /// Packets are wanted.
  input  logic       enable_i,
  /// Path id.
  input  logic [7:0] path_i,
  /// First column that is sent.
  input  logic [7:0] first_i,
  /// Last column that is sent.
  input  logic [7:0] last_i,
  /// The LDPU gives a result in two clocks.
  input  logic       ahead_i,
  /// LDPU result.
  input  logic [7:0] data_i,
  /// The tile sends a byte.
  output logic       valid_o,
  /// That byte.
  output logic [7:0] byte_o
);
  logic [7:0] column_q;
  logic length_q;
  logic payload_q;
  logic [7:0] left_q;
  logic hit;

  assign hit = enable_i && ahead_i && (column_q == first_i);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      column_q <= 8'd0;
      length_q <= 1'b0;
      payload_q <= 1'b0;
      left_q <= 8'd0;
    end else begin
      length_q <= hit;
      if (ahead_i) begin
        column_q <= column_q + 8'd1;
      end
      if (length_q) begin
        payload_q <= 1'b1;
        left_q <= last_i - first_i;
      end else if (payload_q) begin
        payload_q <= left_q != 8'd0;
        left_q <= left_q - 8'd1;
      end
    end
  end

  assign valid_o = hit || length_q || payload_q;
  assign byte_o = hit ? path_i : (length_q ? (last_i - first_i) : data_i);
endmodule
