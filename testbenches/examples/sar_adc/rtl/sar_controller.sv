/// Controller of a successive-approximation ADC: samples, then tries one bit in each clock, the highest first.
/// Latency: SampleClocks + Bits clocks from the one that takes start to done. Throughput: a conversion in SampleClocks + Bits + 1 clocks.
/// Reset: asynchronous assert, everything to 0.
module sar_controller #(
  /// Bits of the result, at least 2.
  parameter int Bits = 10,
  /// Clocks for which the array follows the input, at least 1.
  parameter int SampleClocks = 3
) (
  input  logic            clk_i,
  input  logic            rst_ni,
  /// Begins a conversion; taken while busy is low.
  input  logic            start,
  /// 1: the sampled input is at least what dac stands for.
  input  logic            comparator,
  /// The capacitor array follows the input, and holds what it has when this falls.
  output logic            sample,
  /// Capacitors that are switched to the reference; bit n switches 2^n units.
  output logic [Bits-1:0] dac,
  /// A conversion is under way.
  output logic            busy,
  /// The result is new; for one clock.
  output logic            done,
  /// Code of the last conversion.
  output logic [Bits-1:0] result
);
  if (Bits < 2) $fatal(1, "Bits must be at least 2, and is %0d", Bits);
  if (SampleClocks < 1) $fatal(1, "SampleClocks must be at least 1, and is %0d", SampleClocks);

  typedef enum logic [1:0] {StIdle, StSample, StConvert} state_e;
  localparam int CountBits = $clog2(SampleClocks + 1);
  localparam logic [Bits-1:0] Highest = {1'b1, {(Bits - 1){1'b0}}};

  state_e state;
  logic [CountBits-1:0] sampled;
  logic [Bits-1:0] decided, trial, kept;

  assign sample = state == StSample;
  assign busy = state != StIdle;
  assign dac = decided | trial;
  assign kept = decided | (comparator ? trial : '0);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state <= StIdle;
      sampled <= '0;
      decided <= '0;
      trial <= '0;
      done <= 1'b0;
      result <= '0;
    end else begin
      done <= trial[0];
      unique case (state)
        StIdle: if (start) state <= StSample;
        StSample: begin
          sampled <= sampled + 1'b1;
          if (sampled == CountBits'(SampleClocks - 1)) begin
            state <= StConvert;
            sampled <= '0;
            trial <= Highest;
          end
        end
        StConvert: begin
          trial <= trial >> 1;
          decided <= trial[0] ? '0 : kept;
          if (trial[0]) begin
            state <= StIdle;
            result <= kept;
          end
        end
        default: state <= StIdle;
      endcase
    end
  end

  Trial_A: assert property (@(posedge clk_i) disable iff (!rst_ni) $onehot0(trial) && (trial != '0) == (state == StConvert))
    else $error("one bit is tried in each clock of a conversion, and none outside of it");
  Sample_A: assert property (@(posedge clk_i) disable iff (!rst_ni) sample |-> dac == '0)
    else $error("the array is switched to the reference while it follows the input");
  Done_A: assert property (@(posedge clk_i) disable iff (!rst_ni) done |-> !busy && $past(trial[0]))
    else $error("done without the last bit having been decided");
  Result_A: assert property (@(posedge clk_i) disable iff (!rst_ni) !done |-> $stable(result))
    else $error("the result changes without done");
endmodule
