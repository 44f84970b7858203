// SPDX-License-Identifier: Apache-2.0

/// A tile that tells what it sees and sends what it is loaded with: with it around, acs_chip is all wires.
module acs_tile (
  /// Clock.
  input  logic          clk_i,
  /// Reset.
  input  logic          rst_ni,
  /// Configuration write.
  input  logic          cfg_valid_i,
  /// Configuration address.
  input  logic [11:0]   cfg_addr_i,
  /// Configuration data.
  input  logic [31:0]   cfg_data_i,
  /// Load.
  input  logic          load_valid_i,
  /// Beat.
  input  logic [2:0]    load_addr_i,
  /// Data; the lowest bits are sent in the next clock.
  input  logic [255:0]  load_data_i,
  /// Start.
  input  logic          start_i,
  /// Mode.
  input  logic          mode_i,
  /// Sent.
  output logic          mvm_start_o,
  /// Sent.
  output logic          mvm_mode_o,
  /// Seen: all inputs.
  output logic [2047:0] x_o,
  /// Pair.
  input  logic          adc_valid_i,
  /// Left counts.
  input  logic [23:0]   adc_left_i,
  /// Right counts.
  input  logic [23:0]   adc_right_i,
  /// Incoming links.
  input  logic [6:0]    rx_valid_i,
  /// Incoming bytes.
  input  logic [55:0]   rx_data_i,
  /// Sent.
  output logic [6:0]    tx_valid_o,
  /// Sent.
  output logic [55:0]   tx_data_o,
  /// Sent.
  output logic          ldpu_valid_o,
  /// Sent.
  output logic [7:0]    ldpu_column_o,
  /// Sent.
  output logic [7:0]    ldpu_data_o,
  /// Sent.
  output logic          quiescent_o
);
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      x_o <= 2048'd0;
      {ldpu_data_o, ldpu_column_o, quiescent_o, ldpu_valid_o, mvm_mode_o, mvm_start_o, tx_data_o, tx_valid_o} <= 83'd0;
    end else begin
      x_o <= {1629'd0, load_data_i, adc_right_i, adc_left_i, adc_valid_i, mode_i, start_i, load_addr_i, load_valid_i,
              cfg_data_i, cfg_addr_i, cfg_valid_i, rx_data_i, rx_valid_i};
      {ldpu_data_o, ldpu_column_o, quiescent_o, ldpu_valid_o, mvm_mode_o, mvm_start_o, tx_data_o, tx_valid_o} <= load_data_i[82:0];
    end
  end
endmodule
