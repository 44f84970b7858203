`default_nettype none
module uart_tx #(parameter CLKS_PER_BIT = 4) (
  input  wire       i_Clock, i_Rst_L,
  input  wire       i_TX_DV,
  input  wire [7:0] i_TX_Byte,
  output reg        o_TX_Active, o_TX_Serial, o_TX_Done
);
  reg [9:0] shift;
  integer left, tick;
  always @(posedge i_Clock or negedge i_Rst_L) begin
    if (~i_Rst_L) begin
      {o_TX_Active, o_TX_Done} <= 2'b00;
      o_TX_Serial <= 1'b1;
      left <= 0;
      tick <= 0;
    end else begin
      o_TX_Done <= 1'b0;
      if (left == 0) begin
        o_TX_Serial <= 1'b1;
        if (i_TX_DV) begin
          shift <= {1'b1, i_TX_Byte, 1'b0};
          left <= 10;
          tick <= 0;
          o_TX_Active <= 1'b1;
        end
      end else begin
        o_TX_Serial <= shift[0];
        tick <= tick + 1;
        if (tick == CLKS_PER_BIT - 1) begin
          tick <= 0;
          shift <= {1'b1, shift[9:1]};
          left <= left - 1;
          if (left == 1) begin
            o_TX_Done <= 1'b1;
            o_TX_Active <= 1'b0;
          end
        end
      end
    end
  end
endmodule
`default_nettype wire
