using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Rtl.Tests.Toys;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Building;

[Category("Smoke")]
public sealed class RegisterScanTests
{
    [Test]
    public void Every_register_of_a_tile_is_readable()
    {
        RtlSources sources = RtlTree.SourcesOf("acs_tile");
        var wanted = sources.Files.SelectMany(file => Names(Path.Combine(sources.Root, file))).Distinct().ToList();
        var built = VerilatorBuild.Default.Build(new ModelSpecification(sources, ModelFlavour.Check) { Harness = ChipHarness.Partitioned, ClockPicoseconds = ChipWaves.PicosecondsPerClock });

        using var model = new VerilatedModel(built);

        var readable = model.RegisterNames().Select(register => register.Name[(register.Name.LastIndexOf('.') + 1)..]).ToHashSet();
        Assert.That(wanted, Is.Not.Empty);
        Assert.That(wanted.Where(name => !readable.Contains(name)), Is.Empty);
    }

    [Test]
    public void Toy_registers_are_those_on_the_left_of_non_blocking_assignments()
    {
        Assert.That(Names(Path.Combine(ToyModels.Sources().Root, "acs_toy.sv")), Is.EquivalentTo((string[])["count_q", "sum_q", "wide_q", "memory_q"]));
    }

    // An independent, coarser reading: the last word before the index or arrow of a line with an assignment, outside verification code.
    private static List<string> Names(string path)
    {
        var names = new List<string>();
        bool synthesised = true;
        foreach (string line in File.ReadLines(path).Select(line => line.Trim()))
        {
            synthesised = line.StartsWith("`ifndef SYNTHESIS", StringComparison.Ordinal) ? false : line.StartsWith("`endif", StringComparison.Ordinal) || synthesised;
            int arrow = line.IndexOf(" <= ", StringComparison.Ordinal);
            bool comparison = arrow > 0 && line[..arrow].Count(letter => letter == '(') > line[..arrow].Count(letter => letter == ')');
            if (synthesised && arrow > 0 && !comparison && !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("assign", StringComparison.Ordinal))
            {
                string name = line[..arrow].Split('[')[0].Trim().Split(' ', ')', ':')[^1];
                names.AddRange(name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_') ? [name] : []);
            }
        }

        return [.. names.Distinct()];
    }
}
