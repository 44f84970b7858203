// SPDX-License-Identifier: Apache-2.0

/// The chip: all tiles, wired by the link table of register_map.yaml.
///
/// Function:      nothing but wires. Tile k is row k / TileColumns (0 = north), column k % TileColumns (0 = west).
/// Latency:       that of the tiles.
/// Throughput:    that of the tiles.
/// Reset:         that of the tiles.
module acs_chip (
  /// Clock, 400 MHz.
  input  logic                                clk_i,
  /// Asynchronous reset, active low, released in step with clk_i.
  input  logic                                rst_ni,
  /// Configuration write.
  input  logic                                cfg_valid_i,
  /// Tile it is for.
  input  logic [5:0]                          cfg_tile_i,
  /// Configuration address.
  input  logic [11:0]                         cfg_addr_i,
  /// Configuration data.
  input  logic [31:0]                         cfg_data_i,
  /// A beat of 32 input registers is written.
  input  logic [acs_regs_pkg::Tiles-1:0]      load_valid_i,
  /// Which beat.
  input  logic [3*acs_regs_pkg::Tiles-1:0]    load_addr_i,
  /// Its bytes.
  input  logic [256*acs_regs_pkg::Tiles-1:0]  load_data_i,
  /// Start an MVM.
  input  logic [acs_regs_pkg::Tiles-1:0]      start_i,
  /// 0: 1-phase, 1: 4-phase.
  input  logic [acs_regs_pkg::Tiles-1:0]      mode_i,
  /// Strobe to the analog macro.
  output logic [acs_regs_pkg::Tiles-1:0]      mvm_start_o,
  /// Read mode to the analog macro.
  output logic [acs_regs_pkg::Tiles-1:0]      mvm_mode_o,
  /// Inputs to the analog macro, byte r = row r.
  output logic [2048*acs_regs_pkg::Tiles-1:0] x_o,
  /// The analog macro delivers a pair of counts.
  input  logic [acs_regs_pkg::Tiles-1:0]      adc_valid_i,
  /// Left ADC {p, n}.
  input  logic [24*acs_regs_pkg::Tiles-1:0]   adc_left_i,
  /// Right ADC {p, n}.
  input  logic [24*acs_regs_pkg::Tiles-1:0]   adc_right_i,
  /// A byte from the host.
  input  logic [acs_regs_pkg::Tiles-1:0]      host_rx_valid_i,
  /// Incoming bytes.
  input  logic [8*acs_regs_pkg::Tiles-1:0]    host_rx_data_i,
  /// A byte to the host.
  output logic [acs_regs_pkg::Tiles-1:0]      host_tx_valid_o,
  /// Outgoing bytes.
  output logic [8*acs_regs_pkg::Tiles-1:0]    host_tx_data_o,
  /// Monitor: an LDPU result.
  output logic [acs_regs_pkg::Tiles-1:0]      ldpu_valid_o,
  /// Its column.
  output logic [8*acs_regs_pkg::Tiles-1:0]    ldpu_column_o,
  /// Its value.
  output logic [8*acs_regs_pkg::Tiles-1:0]    ldpu_data_o,
  /// Nothing in flight.
  output logic [acs_regs_pkg::Tiles-1:0]      quiescent_o
);
  logic [acs_regs_pkg::Ports*acs_regs_pkg::Tiles-1:0] tx_valid;
  logic [8*acs_regs_pkg::Ports*acs_regs_pkg::Tiles-1:0] tx_data;

  for (genvar t = 0; t < acs_regs_pkg::Tiles; t++) begin : gen_tile
    logic [acs_regs_pkg::Ports-1:0] rx_valid;
    logic [8*acs_regs_pkg::Ports-1:0] rx_data;

    for (genvar p = 0; p < acs_regs_pkg::NeighbourPorts; p++) begin : gen_port
      // What the neighbour in direction p sends towards us leaves on its port opposite to p.
      localparam logic [6:0] Entry = acs_regs_pkg::LinkTable[7 * (acs_regs_pkg::NeighbourPorts * t + p) +: 7];
      localparam int unsigned From = (acs_regs_pkg::Ports * {26'd0, Entry[5:0]}) + {29'd0, acs_regs_pkg::OppositePort[3 * p +: 3]};
      if (Entry[6]) begin : gen_link
        assign rx_valid[p] = tx_valid[From];
        assign rx_data[8 * p +: 8] = tx_data[8 * From +: 8];
      end else begin : gen_edge
        assign rx_valid[p] = 1'b0;
        assign rx_data[8 * p +: 8] = 8'd0;
      end
    end
    assign rx_valid[acs_regs_pkg::PortHost] = host_rx_valid_i[t];
    assign rx_data[8 * acs_regs_pkg::PortHost +: 8] = host_rx_data_i[8 * t +: 8];
    assign host_tx_valid_o[t] = tx_valid[acs_regs_pkg::Ports * t + acs_regs_pkg::PortHost];
    assign host_tx_data_o[8 * t +: 8] = tx_data[8 * (acs_regs_pkg::Ports * t + acs_regs_pkg::PortHost) +: 8];

    acs_tile u_tile (
      .clk_i         (clk_i),
      .rst_ni        (rst_ni),
      .cfg_valid_i   (cfg_valid_i && (cfg_tile_i == 6'(t))),
      .cfg_addr_i    (cfg_addr_i),
      .cfg_data_i    (cfg_data_i),
      .load_valid_i  (load_valid_i[t]),
      .load_addr_i   (load_addr_i[3 * t +: 3]),
      .load_data_i   (load_data_i[256 * t +: 256]),
      .start_i       (start_i[t]),
      .mode_i        (mode_i[t]),
      .mvm_start_o   (mvm_start_o[t]),
      .mvm_mode_o    (mvm_mode_o[t]),
      .x_o           (x_o[2048 * t +: 2048]),
      .adc_valid_i   (adc_valid_i[t]),
      .adc_left_i    (adc_left_i[24 * t +: 24]),
      .adc_right_i   (adc_right_i[24 * t +: 24]),
      .rx_valid_i    (rx_valid),
      .rx_data_i     (rx_data),
      .tx_valid_o    (tx_valid[acs_regs_pkg::Ports * t +: acs_regs_pkg::Ports]),
      .tx_data_o     (tx_data[8 * acs_regs_pkg::Ports * t +: 8 * acs_regs_pkg::Ports]),
      .ldpu_valid_o  (ldpu_valid_o[t]),
      .ldpu_column_o (ldpu_column_o[8 * t +: 8]),
      .ldpu_data_o   (ldpu_data_o[8 * t +: 8]),
      .quiescent_o   (quiescent_o[t])
    );
  end
endmodule
