/// Adds up signed samples and saturates.
/// Latency: one clock from sample to sum. Reset: asynchronous assert, to 0.
module block_module #(
  parameter int Width = 12
) (
  input  logic                    clk_i,
  input  logic                    rst_ni,
  /// Sets the sum to 0; comes before a sample.
  input  logic                    clear,
  /// A sample is there.
  input  logic                    valid,
  /// The sample.
  input  logic signed [7:0]       sample,
  /// What came so far.
  output logic signed [Width-1:0] sum,
  /// The sum has met a limit since it was cleared.
  output logic                    saturated
);
  localparam logic signed [Width-1:0] Most = {1'b0, {(Width - 1){1'b1}}};
  localparam logic signed [Width-1:0] Least = {1'b1, {(Width - 1){1'b0}}};

  // One bit more than sum and sample need: never wraps.
  logic signed [Width:0] next;
  assign next = (Width + 1)'(sum) + (Width + 1)'(sample);

  logic above, below;
  assign above = next > (Width + 1)'(Most);
  assign below = next < (Width + 1)'(Least);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      sum <= '0;
      saturated <= 1'b0;
    end else if (clear) begin
      sum <= '0;
      saturated <= 1'b0;
    end else if (valid) begin
      sum <= above ? Most : below ? Least : next[Width-1:0];
      saturated <= saturated || above || below;
    end
  end

  Quiet_A: assert property (@(posedge clk_i) disable iff (!rst_ni) !valid && !clear |=> $stable(sum))
    else $error("the sum changes without a sample");
endmodule
