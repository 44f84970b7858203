// SPDX-License-Identifier: Apache-2.0

`include "acs_assert.svh"

/// MVM control and the double-buffered ADC registers: 2 results x 128 pairs x 2 sides.
///
/// Function:      passes the start strobe to the analog macro, stores its counts as they come, gives them back a column at a time.
/// Latency:       start 1 clock; counts 1 clock in, 1 clock out.
/// Throughput:    one pair every 2nd clock in, one column a clock out.
/// Number format: {p[11:0], n[11:0]} unsigned.
/// Reset:         control only; the ADC registers have none.
module acs_mvm_ctrl (
  /// Clock.
  input  logic        clk_i,
  /// Asynchronous reset, active low.
  input  logic        rst_ni,
  /// Start an MVM.
  input  logic        start_i,
  /// 0: 1-phase, 1: 4-phase.
  input  logic        mode_i,
  /// Input registers are being loaded.
  input  logic        load_valid_i,
  /// Strobe to the macro.
  output logic        mvm_start_o,
  /// Its mode.
  output logic        mvm_mode_o,
  /// The macro delivers a pair.
  input  logic        adc_valid_i,
  /// Left ADC.
  input  logic [23:0] adc_left_i,
  /// Right ADC.
  input  logic [23:0] adc_right_i,
  /// The first pair of a result was stored in the last clock.
  output logic        first_pair_o,
  /// An MVM is between start and first pair.
  output logic        pending_o,
  /// Results begun and not yet drained, 0 to 2.
  output logic [1:0]  occupied_o,
  /// Read a column.
  input  logic        read_valid_i,
  /// Column to read; columns come in order, 255 frees the buffer.
  input  logic [7:0]  read_column_i,
  /// An even column was read.
  output logic        left_valid_o,
  /// Its counts.
  output logic [23:0] left_counts_o,
  /// An odd column was read.
  output logic        right_valid_o,
  /// Its counts.
  output logic [23:0] right_counts_o
);
  logic [23:0] left_mem [256];
  logic [23:0] right_mem [256];
  logic write_buffer_q;
  logic [6:0] write_pair_q;
  logic read_buffer_q;
  logic pending_q;
  logic [1:0] occupied_q;
  logic first_pair;
  logic freed;

  assign first_pair = adc_valid_i && (write_pair_q == 7'd0);
  assign freed = read_valid_i && (read_column_i == 8'd255);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      mvm_start_o <= 1'b0;
      mvm_mode_o <= 1'b0;
      pending_q <= 1'b0;
      write_buffer_q <= 1'b0;
      write_pair_q <= 7'd0;
      read_buffer_q <= 1'b0;
      occupied_q <= 2'd0;
      first_pair_o <= 1'b0;
      left_valid_o <= 1'b0;
      right_valid_o <= 1'b0;
    end else begin
      mvm_start_o <= start_i;
      if (start_i) begin
        mvm_mode_o <= mode_i;
      end
      pending_q <= start_i || (pending_q && !first_pair);
      first_pair_o <= first_pair;
      if (adc_valid_i) begin
        write_pair_q <= write_pair_q + 7'd1;
        write_buffer_q <= write_buffer_q ^ (write_pair_q == 7'd127);
      end
      if (freed) begin
        read_buffer_q <= !read_buffer_q;
      end
      occupied_q <= occupied_q + {1'b0, first_pair} - {1'b0, freed};
      left_valid_o <= read_valid_i && !read_column_i[0];
      right_valid_o <= read_valid_i && read_column_i[0];
    end
  end

  always_ff @(posedge clk_i) begin
    if (adc_valid_i) begin
      left_mem[{write_buffer_q, write_pair_q}] <= adc_left_i;
      right_mem[{write_buffer_q, write_pair_q}] <= adc_right_i;
    end
    if (read_valid_i && !read_column_i[0]) begin
      left_counts_o <= left_mem[{read_buffer_q, read_column_i[7:1]}];
    end
    if (read_valid_i && read_column_i[0]) begin
      right_counts_o <= right_mem[{read_buffer_q, read_column_i[7:1]}];
    end
  end

  assign pending_o = pending_q;
  assign occupied_o = occupied_q;

`ifndef SYNTHESIS
  logic pair_due_q;
  logic pair_past_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      pair_due_q <= 1'b0;
      pair_past_q <= 1'b0;
    end else begin
      pair_past_q <= adc_valid_i;
      pair_due_q <= pair_past_q && (write_pair_q != 7'd0);
    end
  end
  `ACS_ASSERT(MvmStartWhilePending, !(start_i && pending_q && !first_pair), "an MVM was started before the last one gave its first pair")
  `ACS_ASSERT(MvmLoadWhilePending, !(load_valid_i && pending_q && !first_pair), "inputs were loaded while an MVM reads them")
  `ACS_ASSERT(AdcUnexpected, !(first_pair && !pending_q), "an ADC result came that no MVM was started for")
  `ACS_ASSERT(AdcOverrun, !(first_pair && (occupied_q == 2'd2) && !freed), "a third ADC result came while two are undrained")
  `ACS_ASSERT(AdcPairTooEarly, !(adc_valid_i && pair_past_q), "ADC pairs came in neighbouring clocks")
  `ACS_ASSERT(AdcPairMissing, !(pair_due_q && !adc_valid_i), "an ADC pair did not come two clocks after the last one")
  `ACS_ASSERT(AdcUnderrun, !(read_valid_i && (read_buffer_q == write_buffer_q) && (occupied_q != 2'd2)
              && (read_column_i[7:1] >= write_pair_q)), "a column was read before its ADC pair came")
  `ACS_ASSERT(AdcReadEmpty, !(read_valid_i && (occupied_q == 2'd0)), "a column was read of a result that does not exist")
  `ACS_ASSERT(MvmStrobe, !mvm_start_o || pending_q, "the start strobe came without an MVM pending")
`endif
endmodule
