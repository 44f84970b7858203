// An accumulator machine: memory bus outside, program in a memory file; parameters of other types, several modules in a file.
module tiny_alu (input logic [2:0] op, input logic signed [31:0] a, b, output logic signed [31:0] y);
  always_comb
    unique case (op)
      3'd0: y = b;
      3'd1: y = a + b;
      3'd2: y = a - b;
      3'd3: y = a & b;
      default: y = a;
    endcase
endmodule

module tiny_core #(
  parameter string Program = "rtl/program.hex",
  parameter logic [7:0] Entry = 8'h00
) (
  input  logic        clk,
  input  logic        resetn,
  output logic        mem_write,
  output logic [7:0]  mem_addr,
  output int          mem_wdata,
  input  int          mem_rdata,
  output longint unsigned cycles,
  output logic        trap
);
  logic [15:0] rom [256];
  initial $readmemh(Program, rom);
  logic [7:0] pc;
  logic signed [31:0] acc, result;
  wire [15:0] instruction = rom[pc];
  assign mem_addr = instruction[7:0];
  assign mem_write = instruction[15:12] == 4'd5 && !trap;
  assign mem_wdata = acc;
  tiny_alu u_alu (.op(instruction[14:12]), .a(acc), .b(instruction[11] ? mem_rdata : 32'(signed'(instruction[7:0]))), .y(result));
  always_ff @(posedge clk) begin
    if (!resetn) begin
      pc <= Entry;
      acc <= '0;
      cycles <= '0;
      trap <= 1'b0;
    end else if (!trap) begin
      cycles <= cycles + 1;
      pc <= pc + 1'b1;
      trap <= instruction[15:12] == 4'd15;
      if (instruction[15:12] < 4'd5) acc <= result;
    end
  end
endmodule
