/// Never comes to the end of a clock once it is asked to.
module acs_endless (
  input  logic       clk_i,
  input  logic       hang_i,
  input  logic       feed_i,
  output logic [7:0] count_o
);
  logic [7:0] count_q;
  logic       loop_a;
  logic       loop_b;

  always_ff @(posedge clk_i) begin
    logic [7:0] next;
    next = count_q + 8'd1;
    while (hang_i) begin
      next = next * 8'd5 + 8'd3;
      if (next[3:0] == count_q[3:0] && !hang_i) break;
      count_q <= next;
    end
    count_q <= next;
  end

  // Combinational logic that feeds itself.
  always_comb loop_a = feed_i ? !loop_b : 1'b0;
  always_comb loop_b = loop_a;

  assign count_o = count_q ^ {7'd0, loop_b};
endmodule
