// Verilog 2001, ports in the body, two directions declared apart from their regs.
`timescale 1ns / 1ps
module sync_fifo (clk, rst, s_data, s_valid, s_ready, m_data, m_valid, m_ready, level);
  parameter DATA_WIDTH = 8;
  parameter ADDR_WIDTH = 4;
  input clk, rst;
  input signed [DATA_WIDTH-1:0] s_data;
  input s_valid;
  output s_ready;
  output [DATA_WIDTH-1:0] m_data;
  wire signed [DATA_WIDTH-1:0] m_data;
  output m_valid;
  input m_ready;
  output [ADDR_WIDTH:0] level;
  reg [ADDR_WIDTH:0] level;

  reg [DATA_WIDTH-1:0] mem [(1 << ADDR_WIDTH)-1:0];
  reg [ADDR_WIDTH-1:0] rd, wr;
  wire push = s_valid && s_ready;
  wire pop = m_valid && m_ready;
  assign s_ready = level != (1 << ADDR_WIDTH);
  assign m_valid = level != 0;
  assign m_data = mem[rd];
  always @(posedge clk) begin
    if (push) begin
      mem[wr] <= s_data;
      wr <= wr + 1;
    end
    if (pop) rd <= rd + 1;
    level <= level + push - pop;
    if (rst) begin
      rd <= 0;
      wr <= 0;
      level <= 0;
    end
  end
endmodule
