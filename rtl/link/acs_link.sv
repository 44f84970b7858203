// SPDX-License-Identifier: Apache-2.0

`include "acs_assert.svh"

/// Link controller: seven receiving and seven sending ports around one routing table.
///
/// Function:      RX looks up the path id of each packet: may this port receive it, is it consumed here, where is it forwarded. TX merges
///                the tile's own packets with forwarded ones; the schedule is static, a collision is an assertion failure.
/// Latency:       forwarding 1 clock, port to port (the hop register is the output register); own byte 1 clock; consumed byte 1 clock.
/// Throughput:    one byte a clock on every port at once.
/// Reset:         route valid bits, port states, outputs; route entries have none.
module acs_link (
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
  /// First payload byte that is combined.
  input  logic [7:0]  rx_first_i,
  /// Last payload byte that is combined.
  input  logic [7:0]  rx_last_i,
  /// Incoming links carry a byte.
  input  logic [6:0]  rx_valid_i,
  /// Incoming bytes, port 0 lowest.
  input  logic [55:0] rx_data_i,
  /// The tile itself sends a byte.
  input  logic        own_valid_i,
  /// That byte.
  input  logic [7:0]  own_byte_i,
  /// Ports it leaves on.
  input  logic [6:0]  own_mask_i,
  /// Outgoing links carry a byte.
  output logic [6:0]  tx_valid_o,
  /// Outgoing bytes; 0 where not valid.
  output logic [55:0] tx_data_o,
  /// The path id of a consumed packet has come.
  output logic        start_o,
  /// A byte for the LDPU.
  output logic        byte_valid_o,
  /// That byte.
  output logic [7:0]  byte_o,
  /// A packet is under way in a port. A consumed byte that has left it is no longer: its column is drained.
  output logic        busy_o
);
  /// Routing table.
  logic [14:0] route_mem [256];
  logic [255:0] route_valid_q;

  // State of each receiving port; a packet that is ignored still has to be counted to its end.
  logic [6:0] busy_q;
  logic [6:0] length_q;
  logic [6:0] consume_q;
  logic [48:0] forward_q;
  logic [55:0] left_q;
  /// Payload index of the consumed stream.
  logic [7:0] index_q;

  /// Route of a path id for a port: {consume, forward mask}, 0 if the packet is not for this tile.
  function automatic logic [7:0] lookup(input logic valid, input logic [14:0] entry, input logic [2:0] port);
    lookup = (valid && entry[{1'b0, port}]) ? entry[14:7] : 8'd0;
  endfunction

  /// One byte on each of the given ports.
  function automatic logic [55:0] spread(input logic [6:0] mask, input logic [7:0] value);
    spread = {mask[6] ? value : 8'd0, mask[5] ? value : 8'd0, mask[4] ? value : 8'd0, mask[3] ? value : 8'd0,
              mask[2] ? value : 8'd0, mask[1] ? value : 8'd0, mask[0] ? value : 8'd0};
  endfunction

  always_ff @(posedge clk_i or negedge rst_ni) begin : route_valid
    if (!rst_ni) begin
      route_valid_q <= 256'd0;
    end else if (cfg_valid_i && (cfg_addr_i[11:8] == acs_regs_pkg::RouteBase[11:8])) begin
      route_valid_q[cfg_addr_i[7:0]] <= 1'b1;
    end
  end

  always_ff @(posedge clk_i) begin : route_entries
    if (cfg_valid_i && (cfg_addr_i[11:8] == acs_regs_pkg::RouteBase[11:8])) begin
      route_mem[cfg_addr_i[7:0]] <= {cfg_data_i[acs_regs_pkg::RouteConsumeLsb],
                                     cfg_data_i[acs_regs_pkg::RouteFwdMaskLsb +: 7],
                                     cfg_data_i[acs_regs_pkg::RouteRxMaskLsb +: 7]};
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin : ports
    logic [6:0] valid;
    logic [55:0] data;
    logic [7:0] route;
`ifndef SYNTHESIS
    logic [6:0] collision;
    logic consumed;
    logic consumed_twice;
`endif
    if (!rst_ni) begin
      busy_q <= 7'd0;
      length_q <= 7'd0;
      consume_q <= 7'd0;
      forward_q <= 49'd0;
      left_q <= 56'd0;
      index_q <= 8'd0;
      tx_valid_o <= 7'd0;
      tx_data_o <= 56'd0;
      start_o <= 1'b0;
      byte_valid_o <= 1'b0;
      byte_o <= 8'd0;
    end else begin
      valid = 7'd0;
      data = 56'd0;
`ifndef SYNTHESIS
      collision = 7'd0;
      consumed = 1'b0;
      consumed_twice = 1'b0;
`endif
      start_o <= 1'b0;
      byte_valid_o <= 1'b0;
      if (own_valid_i) begin
        valid = own_mask_i;
        data = spread(own_mask_i, own_byte_i);
      end
      if (rx_valid_i != 7'd0) begin
        for (int unsigned p = 0; p < acs_regs_pkg::Ports; p++) begin
          if (rx_valid_i[p]) begin
            route = {consume_q[p], forward_q[7 * p +: 7]};
            if (!busy_q[p]) begin
              route = lookup(route_valid_q[rx_data_i[8 * p +: 8]], route_mem[rx_data_i[8 * p +: 8]], 3'(p));
              busy_q[p] <= 1'b1;
              length_q[p] <= 1'b1;
              consume_q[p] <= route[7];
              forward_q[7 * p +: 7] <= route[6:0];
              if (route[7]) begin
                start_o <= 1'b1;
                index_q <= 8'd0;
              end
            end else if (length_q[p]) begin
              length_q[p] <= 1'b0;
              left_q[8 * p +: 8] <= rx_data_i[8 * p +: 8];
            end else begin
              busy_q[p] <= left_q[8 * p +: 8] != 8'd0;
              left_q[8 * p +: 8] <= left_q[8 * p +: 8] - 8'd1;
              if (route[7]) begin
                index_q <= index_q + 8'd1;
                byte_valid_o <= (index_q >= rx_first_i) && (index_q <= rx_last_i);
                byte_o <= rx_data_i[8 * p +: 8];
              end
            end
`ifndef SYNTHESIS
            collision = collision | (valid & route[6:0]);
            consumed_twice = consumed_twice | (consumed & route[7]);
            consumed = consumed | route[7];
`endif
            if (route[6:0] != 7'd0) begin
              valid = valid | route[6:0];
              data = data | spread(route[6:0], rx_data_i[8 * p +: 8]);
            end
          end
        end
      end
      `ACS_ASSERT_NOW(LinkTxCollision, collision == 7'd0, "two streams want one output port in one clock")
      `ACS_ASSERT_NOW(LinkOneRxStream, !consumed_twice, "two packets are consumed at once")
      tx_valid_o <= valid;
      tx_data_o <= data;
    end
  end

  assign busy_o = (busy_q != 7'd0) || (tx_valid_o != 7'd0);

  `ACS_ASSERT(LinkPacketGap, (busy_q & ~rx_valid_i) == 7'd0, "a packet has a gap or ended before its length")
endmodule
