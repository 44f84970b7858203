/// Counts clocks and says so, for tests of fixtures.
module tally (
  input  logic       clk_i,
  input  logic       rst_ni,
  input  logic       enable_i,
  output logic [7:0] count_o
);
  logic [7:0] count_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) count_q <= '0;
    else if (enable_i) begin
      count_q <= count_q + 8'd1;
      $display("count %0d", count_q + 8'd1);
    end
  end
  assign count_o = count_q;

  Steady_A: assert property (@(posedge clk_i) disable iff (!rst_ni) !$past(enable_i) |-> $stable(count_q))
    else $error("counts while not enabled");
endmodule
