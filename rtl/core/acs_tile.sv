// SPDX-License-Identifier: Apache-2.0

`include "acs_assert.svh"

/// The digital half of one core: input registers, MVM control, ADC registers, LDPU, link controller, configuration registers.
///
/// Function:      start -> (analog macro, outside) -> counts -> LDPU -> packet; see the README beside this file.
/// Latency:       first adc_valid_i to column 0 on tx_data_o 25 clocks; path id on rx_data_i to path id on tx_data_o 17 clocks.
/// Throughput:    one column a clock, one result every 258 clocks.
/// Number format: 12-bit unsigned counts and INT8 at the border, binary16 inside.
/// Reset:         control and outputs; ADC registers, column registers and route entries are memories without reset.
module acs_tile (
  /// Clock, 400 MHz.
  input  logic          clk_i,
  /// Asynchronous reset, active low, released in step with clk_i.
  input  logic          rst_ni,
  /// Configuration write.
  input  logic          cfg_valid_i,
  /// Configuration address.
  input  logic [11:0]   cfg_addr_i,
  /// Configuration data.
  input  logic [31:0]   cfg_data_i,
  /// A beat of 32 input registers is written.
  input  logic          load_valid_i,
  /// Which beat.
  input  logic [2:0]    load_addr_i,
  /// Its bytes.
  input  logic [255:0]  load_data_i,
  /// Start an MVM.
  input  logic          start_i,
  /// 0: 1-phase, 1: 4-phase.
  input  logic          mode_i,
  /// Strobe to the analog macro.
  output logic          mvm_start_o,
  /// Read mode to the analog macro.
  output logic          mvm_mode_o,
  /// Inputs to the analog macro, byte r = row r.
  output logic [2047:0] x_o,
  /// The analog macro delivers a pair of counts.
  input  logic          adc_valid_i,
  /// Left ADC {p, n}.
  input  logic [23:0]   adc_left_i,
  /// Right ADC {p, n}.
  input  logic [23:0]   adc_right_i,
  /// Incoming links carry a byte; ports E1 W1 E2 W2 S1 N1 host.
  input  logic [6:0]    rx_valid_i,
  /// Incoming bytes, port 0 lowest.
  input  logic [55:0]   rx_data_i,
  /// Outgoing links carry a byte.
  output logic [6:0]    tx_valid_o,
  /// Outgoing bytes; 0 where not valid.
  output logic [55:0]   tx_data_o,
  /// Monitor: an LDPU result.
  output logic          ldpu_valid_o,
  /// Its column.
  output logic [7:0]    ldpu_column_o,
  /// Its value.
  output logic [7:0]    ldpu_data_o,
  /// Nothing in flight: with idle inputs no register changes at the next clock.
  output logic          quiescent_o
);
  logic relu1;
  logic relu2;
  logic combine;
  logic tx_enable;
  logic [6:0] tx_mask;
  logic [7:0] tx_path;
  logic [15:0] s_rx;
  logic [7:0] tx_first;
  logic [7:0] tx_last;
  logic [7:0] rx_first;
  logic [7:0] rx_last;
  logic first_pair;
  logic pending;
  logic [1:0] occupied;
  logic drain_valid;
  logic [7:0] drain_column;
  logic drain_busy;
  logic left_valid;
  logic [23:0] left_counts;
  logic right_valid;
  logic [23:0] right_counts;
  logic rx_start;
  logic rx_byte_valid;
  logic [7:0] rx_byte;
  logic ahead;
  logic own_valid;
  logic [7:0] own_byte;
  logic link_busy;

  acs_cfg_regs u_cfg (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .cfg_valid_i (cfg_valid_i),
    .cfg_addr_i  (cfg_addr_i),
    .cfg_data_i  (cfg_data_i),
    .relu1_o     (relu1),
    .relu2_o     (relu2),
    .combine_o   (combine),
    .tx_enable_o (tx_enable),
    .tx_mask_o   (tx_mask),
    .tx_path_o   (tx_path),
    .s_rx_o      (s_rx),
    .tx_first_o  (tx_first),
    .tx_last_o   (tx_last),
    .rx_first_o  (rx_first),
    .rx_last_o   (rx_last)
  );

  acs_input_regs u_inputs (
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .load_valid_i (load_valid_i),
    .load_addr_i  (load_addr_i),
    .load_data_i  (load_data_i),
    .x_o          (x_o)
  );

  acs_mvm_ctrl u_mvm (
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .start_i        (start_i),
    .mode_i         (mode_i),
    .load_valid_i   (load_valid_i),
    .mvm_start_o    (mvm_start_o),
    .mvm_mode_o     (mvm_mode_o),
    .adc_valid_i    (adc_valid_i),
    .adc_left_i     (adc_left_i),
    .adc_right_i    (adc_right_i),
    .first_pair_o   (first_pair),
    .pending_o      (pending),
    .occupied_o     (occupied),
    .read_valid_i   (drain_valid),
    .read_column_i  (drain_column),
    .left_valid_o   (left_valid),
    .left_counts_o  (left_counts),
    .right_valid_o  (right_valid),
    .right_counts_o (right_counts)
  );

  acs_drain_ctrl u_drain (
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .combine_i    (combine),
    .rx_first_i   (rx_first),
    .first_pair_i (first_pair),
    .packet_i     (rx_start),
    .valid_o      (drain_valid),
    .column_o     (drain_column),
    .busy_o       (drain_busy)
  );

  acs_ldpu u_ldpu (
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .cfg_valid_i    (cfg_valid_i),
    .cfg_addr_i     (cfg_addr_i),
    .cfg_data_i     (cfg_data_i),
    .relu1_i        (relu1),
    .relu2_i        (relu2),
    .combine_i      (combine),
    .s_rx_i         (s_rx),
    .left_valid_i   (left_valid),
    .left_counts_i  (left_counts),
    .right_valid_i  (right_valid),
    .right_counts_i (right_counts),
    .rx_start_i     (rx_start),
    .rx_valid_i     (rx_byte_valid),
    .rx_data_i      (rx_byte),
    .ahead_o        (ahead),
    .valid_o        (ldpu_valid_o),
    .column_o       (ldpu_column_o),
    .data_o         (ldpu_data_o)
  );

  acs_link_tx u_tx (
    .clk_i    (clk_i),
    .rst_ni   (rst_ni),
    .enable_i (tx_enable),
    .path_i   (tx_path),
    .first_i  (tx_first),
    .last_i   (tx_last),
    .ahead_i  (ahead),
    .data_i   (ldpu_data_o),
    .valid_o  (own_valid),
    .byte_o   (own_byte)
  );

  acs_link u_link (
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .cfg_valid_i  (cfg_valid_i),
    .cfg_addr_i   (cfg_addr_i),
    .cfg_data_i   (cfg_data_i),
    .rx_first_i   (rx_first),
    .rx_last_i    (rx_last),
    .rx_valid_i   (rx_valid_i),
    .rx_data_i    (rx_data_i),
    .own_valid_i  (own_valid),
    .own_byte_i   (own_byte),
    .own_mask_i   (tx_mask),
    .tx_valid_o   (tx_valid_o),
    .tx_data_o    (tx_data_o),
    .start_o      (rx_start),
    .byte_valid_o (rx_byte_valid),
    .byte_o       (rx_byte),
    .busy_o       (link_busy)
  );

  // No more than is needed, so that a term that is lost is seen. Results come without a gap from before the end of the drain until the last one, and bytes
  // of the own packet and received ones go with them.
  assign quiescent_o = !(mvm_start_o || drain_busy || ldpu_valid_o || link_busy);

`ifndef SYNTHESIS
  /// Bits of all registers.
  localparam int unsigned StateBits = 3139 + acs_regs_pkg::HeadDelay;
  logic sleeps;
  logic asleep_q;
  logic [StateBits - 1:0] state_q;
  assign sleeps = quiescent_o && !cfg_valid_i && !load_valid_i && !start_i && !adc_valid_i && (rx_valid_i == 7'd0);

  // All registers but memories, and but the plain delay lines p_count_q and delay_q of the multipliers, which copy others and shift on after a reset.
  always_ff @(posedge clk_i or negedge rst_ni) begin : sleep
    logic [StateBits - 1:0] state;
    if (!rst_ni) begin
      asleep_q <= 1'b0;
      state_q <= '0;
    end else begin
      asleep_q <= sleeps;
      if (sleeps || asleep_q) begin
        state = {u_cfg.relu1_o, u_cfg.relu2_o, u_cfg.combine_o, u_cfg.tx_enable_o, u_cfg.tx_mask_o, u_cfg.tx_path_o, u_cfg.s_rx_o, u_cfg.tx_first_o,
                 u_cfg.tx_last_o, u_cfg.rx_first_o, u_cfg.rx_last_o, u_inputs.x_o, u_mvm.mvm_start_o, u_mvm.mvm_mode_o, u_mvm.pending_q, u_mvm.write_buffer_q,
                 u_mvm.write_pair_q, u_mvm.read_buffer_q, u_mvm.occupied_q, u_mvm.first_pair_o, u_mvm.left_valid_o, u_mvm.right_valid_o, u_mvm.left_counts_o,
                 u_mvm.right_counts_o, u_drain.state_q, u_drain.column_q, u_drain.available_q, u_drain.delay_q, u_drain.waiting_q, u_drain.wait_q,
                 u_ldpu.count_valid_q, u_ldpu.rx_has_q, u_ldpu.rx_write_q,
                 u_ldpu.u_left.valid_q, u_ldpu.u_left.first_q, u_ldpu.u_left.second_q, u_ldpu.u_left.n_q, u_ldpu.u_left.minus_s_n_q, u_ldpu.u_left.o_q,
                 u_ldpu.u_left.p_q, u_ldpu.u_left.s_p_q, u_ldpu.u_left.u_scale_n.result_q, u_ldpu.u_left.u_scale_p.result_q,
                 u_ldpu.u_right.valid_q, u_ldpu.u_right.first_q, u_ldpu.u_right.second_q, u_ldpu.u_right.n_q, u_ldpu.u_right.minus_s_n_q, u_ldpu.u_right.o_q,
                 u_ldpu.u_right.p_q, u_ldpu.u_right.s_p_q, u_ldpu.u_right.u_scale_n.result_q, u_ldpu.u_right.u_scale_p.result_q,
                 u_ldpu.u_activation.valid_q, u_ldpu.u_activation.affine_column_q, u_ldpu.u_activation.rx_column_q, u_ldpu.u_activation.out_column_q,
                 u_ldpu.u_activation.column_o, u_ldpu.u_activation.data_o, u_ldpu.u_activation.a_q, u_ldpu.u_activation.b_q, u_ldpu.u_activation.rx_q,
                 u_ldpu.u_activation.v_delay_q, u_ldpu.u_activation.u_affine.result_q, u_ldpu.u_activation.u_combine.result_q,
                 u_tx.column_q, u_tx.length_q, u_tx.payload_q, u_tx.left_q, u_link.route_valid_q, u_link.busy_q, u_link.length_q, u_link.consume_q,
                 u_link.forward_q, u_link.left_q, u_link.index_q, u_link.tx_valid_o, u_link.tx_data_o, u_link.start_o, u_link.byte_valid_o, u_link.byte_o};
        if (asleep_q) begin
          `ACS_ASSERT_NOW(TileQuiescent, state == state_q, "a quiescent tile with idle inputs changed its state")
        end
        state_q <= state;
      end
    end
  end
  `ACS_ASSERT(TileConfigBusy, !(cfg_valid_i && (!quiescent_o || pending || (occupied != 2'd0))), "configuration changed while the tile was busy")
  `ACS_ASSERT(TileTxSelect, !(own_valid && (tx_first > tx_last)), "a packet is sent whose first column is after its last")
  `ACS_ASSERT(TileRxStep, !(rx_byte_valid && !drain_busy), "a received byte missed its column")
`endif
endmodule
