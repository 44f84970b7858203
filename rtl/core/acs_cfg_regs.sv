// SPDX-License-Identifier: Apache-2.0

/// Control registers of a tile (register_map.yaml from address CtrlAddress); column and route memories decode the bus themselves.
///
/// Function:      write-only registers.
/// Latency:       1 clock.
/// Throughput:    one write a clock.
/// Reset:         all 0.
module acs_cfg_regs (
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
  output logic        relu1_o,
  /// ReLU after the combine.
  output logic        relu2_o,
  /// Add the received vector.
  output logic        combine_o,
  /// Send results.
  output logic        tx_enable_o,
  /// Ports of own packets.
  output logic [6:0]  tx_mask_o,
  /// Path id of own packets.
  output logic [7:0]  tx_path_o,
  /// Factor of received values.
  output logic [15:0] s_rx_o,
  /// First column sent.
  output logic [7:0]  tx_first_o,
  /// Last column sent.
  output logic [7:0]  tx_last_o,
  /// First payload byte combined.
  output logic [7:0]  rx_first_o,
  /// Last payload byte combined.
  output logic [7:0]  rx_last_o
);
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      relu1_o <= 1'b0;
      relu2_o <= 1'b0;
      combine_o <= 1'b0;
      tx_enable_o <= 1'b0;
      tx_mask_o <= 7'd0;
      tx_path_o <= 8'd0;
      s_rx_o <= 16'd0;
      tx_first_o <= 8'd0;
      tx_last_o <= 8'd0;
      rx_first_o <= 8'd0;
      rx_last_o <= 8'd0;
    end else if (cfg_valid_i) begin
      case (cfg_addr_i)
        acs_regs_pkg::CtrlAddress: begin
          relu1_o <= cfg_data_i[acs_regs_pkg::CtrlRelu1Lsb];
          relu2_o <= cfg_data_i[acs_regs_pkg::CtrlRelu2Lsb];
          combine_o <= cfg_data_i[acs_regs_pkg::CtrlCombineLsb];
          tx_enable_o <= cfg_data_i[acs_regs_pkg::CtrlTxEnableLsb];
          tx_mask_o <= cfg_data_i[acs_regs_pkg::CtrlTxMaskLsb +: 7];
          tx_path_o <= cfg_data_i[acs_regs_pkg::CtrlTxPathLsb +: 8];
        end
        acs_regs_pkg::SRxAddress: begin
          s_rx_o <= cfg_data_i[acs_regs_pkg::SRxValueLsb +: 16];
        end
        acs_regs_pkg::TxSelectAddress: begin
          tx_first_o <= cfg_data_i[acs_regs_pkg::TxSelectFirstLsb +: 8];
          tx_last_o <= cfg_data_i[acs_regs_pkg::TxSelectLastLsb +: 8];
        end
        acs_regs_pkg::RxSelectAddress: begin
          rx_first_o <= cfg_data_i[acs_regs_pkg::RxSelectFirstLsb +: 8];
          rx_last_o <= cfg_data_i[acs_regs_pkg::RxSelectLastLsb +: 8];
        end
        default: ;
      endcase
    end
  end
endmodule
