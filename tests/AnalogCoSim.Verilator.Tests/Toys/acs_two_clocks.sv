/// Two clock domains with a handshake between them, for tests of models that drive several clocks.
module acs_two_clocks (
  input  logic       wr_clk_i,
  input  logic       rd_clk_i,
  input  logic       rst_ni,
  input  logic [7:0] data_i,
  output logic [7:0] written_o,
  output logic [7:0] read_o,
  output logic [7:0] data_o
);
  logic [7:0] data_q, seen_q;
  always_ff @(posedge wr_clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      written_o <= '0;
      data_q    <= '0;
    end else begin
      written_o <= written_o + 8'd1;
      data_q    <= data_i;
    end
  end
  always_ff @(posedge rd_clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      read_o <= '0;
      seen_q <= '0;
    end else begin
      read_o <= read_o + 8'd1;
      seen_q <= data_q;
    end
  end
  assign data_o = seen_q + 8'd1;

  NotFifty_A: assert property (@(posedge wr_clk_i) disable iff (!rst_ni) written_o != 8'd50) else $error("fifty");
endmodule
