using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Running;
using AnalogCoSim.Testbench.Tests.Support;

namespace AnalogCoSim.Testbench.Tests.Running;

/// <summary>What somebody with RTL of his own writes: a model for each clock, and a scenario.</summary>
public sealed class PinBenchTests
{
    private const string Scenario = """
        name: small
        dut: { files: [counter.sv], top: counter, parameters: { Wrap: 200 } }
        model: counter
        stimulus:
          - { name: runs, count: 3000, fields: { value_i: { weights: { any: 1, 190..200: 1 } } } }
          - { name: resets, count: 500, fields: { rst_ni: { weights: { 1: 20, 0: 1 } } } }

        """;

    [Test]
    public void A_model_for_each_clock_is_enough_for_a_bench()
    {
        using var folder = new Folder();
        BlockResult result = folder.Run(Scenario, new PinBench("counter", () => new Counter(200)));
        Assert.That((result.Error, result.Compared), Is.EqualTo(((BlockError?)null, 3L * 3500)));
    }

    [Test]
    public void A_counter_that_wraps_too_late_is_found_and_reduced_to_few_clocks()
    {
        using var folder = new Folder();
        BlockResult result = folder.Run(Scenario, new PinBench("counter", () => new Counter(200)), files: false, "dut.parameters.Wrap=201");
        Assert.That(result.Error!.Where, Does.Contain("check 'count_o'"));
        Assert.That(result.Shrunk!.Transactions, Has.Count.InRange(2, 3));
        Assert.That(result.Shrunk.Transactions[0], Does.Match("^{ load_i: 1, value_i: (199|200) }$"));
        Assert.That(result.Shrunk.Transactions[^1], Is.EqualTo("{}"));
    }

    [Test]
    public void Wide_words_are_driven_and_compared_in_chunks()
    {
        using var folder = new Folder();
        BlockResult result = folder.Run(
            "name: small\ndut: { files: [counter.sv], top: counter }\nmodel: counter\nstimulus: [{ name: r, count: 50, fields: { word_i@1: 1..15 } }]\n",
            new PinBench("counter", () => new Counter(200) { WrongBit = 1UL << 35 }));
        Assert.That(result.Error!.Where, Does.Contain("check 'word_o@1'"));
        Assert.That(result.Shrunk!.Transactions, Is.EqualTo(["{}"]));
    }

    private sealed class Counter(int wrap) : ICycleModel
    {
        private ulong _count;

        /// <summary>Bits of the upper word that this model has wrong.</summary>
        public ulong WrongBit { get; init; }

        public void Clock(PinValues inputs, PinValues outputs)
        {
            bool runs = inputs["rst_ni"] != 0;
            _count = !runs ? 0 : inputs["load_i"] != 0 ? inputs["value_i"] : _count == (ulong)wrap ? 0 : (_count + 1) & 0xFF;
            outputs["count_o"] = _count;
            outputs["word_o@0"] = runs ? inputs["word_i@0"] : 0;
            outputs["word_o@1"] = (runs ? inputs["word_i@1"] : 0) ^ WrongBit;
        }
    }
}
