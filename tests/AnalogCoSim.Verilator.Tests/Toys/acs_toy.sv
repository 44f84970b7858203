/// A module with every kind of port and every way to end a simulation, for tests of the shim.
module acs_toy (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic [7:0]       byte_i,
  input  logic [3:0][7:0]  packed_i,
  input  logic [39:0]      quad_i,
  input  logic [99:0]      wide_i,
  input  logic             fatal_i,
  input  logic             error_i,
  input  logic             finish_i,
  input  logic             stop_i,
  output logic [15:0]      count_o,
  output logic [7:0]       echo_o,
  output logic [31:0]      sum_o,
  output logic [39:0]      quad_o,
  output logic [99:0]      wide_o
);
  logic [15:0] count_q;
  logic [31:0] sum_q;
  logic [99:0] wide_q;
  logic [7:0]  memory_q [16];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      count_q <= '0;
      sum_q   <= '0;
      wide_q  <= '0;
    end else begin
      count_q <= count_q + 16'd1;
      sum_q   <= sum_q + 32'(byte_i);
      wide_q  <= wide_i + 100'd1;
      if (fatal_i) $fatal(1, "fatal was asked for, count %0d", count_q);
      if (error_i) $error("error was asked for");
      if (finish_i) $finish;
      if (stop_i) begin
        $display("stop was asked for");
        $error("stop was asked for");
      end
    end
  end

  always_ff @(posedge clk_i) memory_q[count_q[3:0]] <= byte_i;

  assign count_o = count_q;
  assign echo_o  = memory_q[byte_i[3:0]] ^ packed_i[3];
  assign sum_o   = sum_q;
  assign quad_o  = ~quad_i;
  assign wide_o  = wide_q;

  ByteIsNot77_A: assert property (@(posedge clk_i) disable iff (!rst_ni) byte_i != 8'd77)
    else $error("byte is 77 in %m");
endmodule
