// SPDX-License-Identifier: Apache-2.0

/// The chip: 64 tiles wired by the link table of register_map.yaml.
///
/// Function:      nothing but wires. Tile k is row k / 8 (0 = north), column k % 8 (0 = west).
/// Latency:       that of the tiles.
/// Throughput:    that of the tiles.
/// Reset:         that of the tiles.
module acs_chip (
  /// Clock, 400 MHz.
  input  logic                clk_i,
  /// Asynchronous reset, active low, released in step with clk_i.
  input  logic                rst_ni,
  /// Configuration write.
  input  logic                cfg_valid_i,
  /// Tile it is for.
  input  logic [5:0]          cfg_tile_i,
  /// Configuration address.
  input  logic [11:0]         cfg_addr_i,
  /// Configuration data.
  input  logic [31:0]         cfg_data_i,
  /// A beat of 32 input registers is written.
  input  logic [63:0]         load_valid_i,
  /// Which beat.
  input  logic [63:0][2:0]    load_addr_i,
  /// Its bytes.
  input  logic [63:0][255:0]  load_data_i,
  /// Start an MVM.
  input  logic [63:0]         start_i,
  /// 0: 1-phase, 1: 4-phase.
  input  logic [63:0]         mode_i,
  /// Strobe to the analog macro.
  output logic [63:0]         mvm_start_o,
  /// Read mode to the analog macro.
  output logic [63:0]         mvm_mode_o,
  /// Inputs to the analog macro, byte r = row r.
  output logic [63:0][2047:0] x_o,
  /// The analog macro delivers a pair of counts.
  input  logic [63:0]         adc_valid_i,
  /// Left ADC {p, n}.
  input  logic [63:0][23:0]   adc_left_i,
  /// Right ADC {p, n}.
  input  logic [63:0][23:0]   adc_right_i,
  /// A byte from the host (port 6).
  input  logic [63:0]         host_rx_valid_i,
  /// Incoming bytes.
  input  logic [63:0][7:0]    host_rx_data_i,
  /// A byte to the host (port 6).
  output logic [63:0]         host_tx_valid_o,
  /// Outgoing bytes.
  output logic [63:0][7:0]    host_tx_data_o,
  /// Monitor: an LDPU result.
  output logic [63:0]         ldpu_valid_o,
  /// Its column.
  output logic [63:0][7:0]    ldpu_column_o,
  /// Its value.
  output logic [63:0][7:0]    ldpu_data_o,
  /// Nothing in flight.
  output logic [63:0]         quiescent_o
);
  logic [63:0][6:0] tx_valid;
  logic [63:0][6:0][7:0] tx_data;

  for (genvar t = 0; t < 64; t++) begin : gen_tile
    logic [6:0] rx_valid;
    logic [6:0][7:0] rx_data;

    for (genvar p = 0; p < 6; p++) begin : gen_port
      // What the neighbour in direction p sends towards us leaves on its port opposite to p.
      localparam logic [6:0] Entry = acs_regs_pkg::LinkTable[(7 * ((t * 6) + p)) +: 7];
      localparam logic [2:0] From = acs_regs_pkg::OppositePort[(3 * p) +: 3];
      if (Entry[6]) begin : gen_link
        assign rx_valid[p] = tx_valid[Entry[5:0]][From];
        assign rx_data[p] = tx_data[Entry[5:0]][From];
      end else begin : gen_edge
        assign rx_valid[p] = 1'b0;
        assign rx_data[p] = 8'd0;
      end
    end
    assign rx_valid[6] = host_rx_valid_i[t];
    assign rx_data[6] = host_rx_data_i[t];
    assign host_tx_valid_o[t] = tx_valid[t][6];
    assign host_tx_data_o[t] = tx_data[t][6];

    acs_tile u_tile (
      .clk_i         (clk_i),
      .rst_ni        (rst_ni),
      .cfg_valid_i   (cfg_valid_i && (cfg_tile_i == 6'(t))),
      .cfg_addr_i    (cfg_addr_i),
      .cfg_data_i    (cfg_data_i),
      .load_valid_i  (load_valid_i[t]),
      .load_addr_i   (load_addr_i[t]),
      .load_data_i   (load_data_i[t]),
      .start_i       (start_i[t]),
      .mode_i        (mode_i[t]),
      .mvm_start_o   (mvm_start_o[t]),
      .mvm_mode_o    (mvm_mode_o[t]),
      .x_o           (x_o[t]),
      .adc_valid_i   (adc_valid_i[t]),
      .adc_left_i    (adc_left_i[t]),
      .adc_right_i   (adc_right_i[t]),
      .rx_valid_i    (rx_valid),
      .rx_data_i     (rx_data),
      .tx_valid_o    (tx_valid[t]),
      .tx_data_o     (tx_data[t]),
      .ldpu_valid_o  (ldpu_valid_o[t]),
      .ldpu_column_o (ldpu_column_o[t]),
      .ldpu_data_o   (ldpu_data_o[t]),
      .quiescent_o   (quiescent_o[t])
    );
  end
endmodule
