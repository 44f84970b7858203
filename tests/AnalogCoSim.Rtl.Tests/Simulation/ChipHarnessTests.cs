using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Toolchain.Programs;
using AnalogCoSim.Toolchain.Tools;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Simulation;

public sealed class ChipHarnessTests
{
    private static readonly Tool Verilator = new(ToolCatalog.Verilator, "/usr/bin/verilator", new Version(5, 6), "Verilator 5.006");
    private static readonly Tool Compiler = new(ToolCatalog.Compiler, "/usr/bin/g++", new Version(12, 2), "g++ 12.2");

    [Test]
    public void Key_changes_with_each_file_of_our_native_code()
    {
        IReadOnlyList<NativeFile> files = ChipHarness.Partitioned.Files;
        Assert.That(files, Has.Count.GreaterThan(10));
        var tile = new ModelSpecification(RtlTree.SourcesOf("acs_tile"), ModelFlavour.Fast);

        IEnumerable<string> keys = files.Select((_, changed) => BuildInputs.Key(
            tile with
            {
                Harness = new NativeHarness { Name = "Partitioned", Files = [.. files.Select((file, i) => i == changed ? file with { Text = file.Text + "\n" } : file)] },
            },
            Verilator,
            Compiler));

        Assert.That(keys, Is.Unique);
    }
}
