// SPDX-License-Identifier: Apache-2.0

`include "acs_assert.svh"

/// Decides when the LDPU drains an ADC result, and counts its 256 columns.
///
/// Function:      a tile that does not combine starts HeadDelay clocks after the first pair of a result was stored; a combining tile starts
///                when the preamble of a consumed packet has come, rx_first clocks later if that many payload bytes are dropped first.
/// Latency:       packet_i to column 0: 2 clocks + rx_first; first_pair_i to column 0: HeadDelay + 1 clocks.
/// Throughput:    256 columns in 256 clocks, one result every 258 clocks.
/// Reset:         idle.
module acs_drain_ctrl (
  /// Clock.
  input  logic       clk_i,
  /// Asynchronous reset, active low.
  input  logic       rst_ni,
  /// This tile combines.
  input  logic       combine_i,
  /// Payload bytes that come before the one for column 0.
  input  logic [7:0] rx_first_i,
  /// The first pair of a result was stored in the last clock.
  input  logic       first_pair_i,
  /// The path id of a consumed packet came in the last clock.
  input  logic       packet_i,
  /// A column is drained.
  output logic       valid_o,
  /// That column.
  output logic [7:0] column_o,
  /// Something will change without a new event; of a packet that has just come its port knows.
  output logic       busy_o
);
  typedef enum logic [1:0] {
    StIdle,
    StDrain,
    StGap
  } state_e;

  state_e state_q;
  logic [7:0] column_q;
  logic [1:0] available_q;
  logic [acs_regs_pkg::HeadDelay - 2:0] delay_q;
  logic waiting_q;
  logic [7:0] wait_q;
  logic arrived;
  logic go;

  assign arrived = combine_i ? first_pair_i : delay_q[acs_regs_pkg::HeadDelay - 2];
  assign go = (state_q == StIdle) && (combine_i ? (waiting_q && (wait_q == 8'd0)) : (available_q != 2'd0));

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= StIdle;
      column_q <= 8'd0;
      available_q <= 2'd0;
      delay_q <= '0;
      waiting_q <= 1'b0;
      wait_q <= 8'd0;
    end else begin
      delay_q <= {delay_q[acs_regs_pkg::HeadDelay - 3:0], first_pair_i && !combine_i};
      available_q <= available_q + {1'b0, arrived} - {1'b0, go};
      if (packet_i) begin
        waiting_q <= combine_i;
        wait_q <= rx_first_i;
      end else if (waiting_q) begin
        waiting_q <= wait_q != 8'd0;
        wait_q <= wait_q - {7'd0, wait_q != 8'd0};
      end
      case (state_q)
        StIdle: begin
          if (go) begin
            state_q <= StDrain;
          end
        end
        StDrain: begin
          column_q <= column_q + 8'd1;
          if (column_q == 8'd255) begin
            state_q <= StGap;
          end
        end
        default: begin
          state_q <= StIdle;
        end
      endcase
    end
  end

  assign valid_o = state_q == StDrain;
  assign column_o = column_q;
  assign busy_o = (state_q != StIdle) || first_pair_i || waiting_q || (delay_q != '0)
                || (!combine_i && (available_q != 2'd0));

  `ACS_ASSERT(DrainPacketEarly, !(packet_i && combine_i && (available_q == 2'd0) && !first_pair_i), "a consumed packet came before the first ADC pair of its MVM")
  `ACS_ASSERT(DrainPacketInLdpu, !(waiting_q && (wait_q == 8'd0) && (state_q != StIdle)), "a consumed packet came while the LDPU was busy with the one before")
  `ACS_ASSERT(DrainPacketTwice, !(packet_i && waiting_q), "a consumed packet came before the payload of the last one began")
  `ACS_ASSERT(DrainPacketLost, !(packet_i && !combine_i), "a packet is routed to a tile that does not combine")
  `ACS_ASSERT(DrainState, state_q != 2'd3, "the drain state machine is in no state")
endmodule
