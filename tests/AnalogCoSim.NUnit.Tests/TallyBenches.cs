using AnalogCoSim.Testbench.Benches;

namespace AnalogCoSim.NUnit.Tests;

/// <summary>Benches for <c>tally.sv</c>: a right model, and one that does not know that the count begins again.</summary>
public static class TallyBenches
{
    public static BlockBenches All { get; } = new(new PinBench("tally", () => new Model(0xFF)));

    internal static BlockBenches Wrong { get; } = new(new PinBench("tally", () => new Model(0x1FF)));

    private sealed class Model(ulong mask) : ICycleModel
    {
        private ulong _count;

        public void Clock(PinValues inputs, PinValues outputs)
        {
            _count = inputs["rst_ni"] == 0 ? 0 : (_count + inputs["enable_i"]) & mask;
            outputs["count_o"] = _count;
        }
    }
}
