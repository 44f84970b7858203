using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>What is generated from the register map of another chip, and the RTL on it.</summary>
[TestFixture]
[CancelAfter(120_000)]
public sealed class SecondTopologyRtlTests
{
    private const string Package = "rtl/common/acs_regs_pkg.sv";

    [Test]
    public void Generated_tables_are_those_counted_by_hand()
    {
        string csharp = SecondTopology.Generated("src/AnalogCoSim.Chip/Generated/RegisterMap.g.cs");
        string rtl = SecondTopology.Generated(Package);
        using (Assert.EnterMultipleScope())
        {
            foreach ((int tile, int[] neighbours) in SecondTopology.Neighbours.Index())
            {
                Assert.That(csharp, Does.Contain($"        {string.Join(", ", neighbours)}, // tile {tile}\n"));
                Assert.That(rtl, Does.Match($"    {string.Join(", ", neighbours.Reverse().Select(Entry))},?  // tile {tile}\n"));
            }

            Assert.That(csharp, Does.Contain("OppositePorts => [3, 4, 5, 0, 1, 2];"));
            Assert.That(rtl, Does.Contain("OppositePort = {3'd2, 3'd1, 3'd0, 3'd5, 3'd4, 3'd3};"));
            Assert.That(SecondTopology.Generated("src/AnalogCoSim.Rtl/native/acs_map.h"), Does.Contain("kTileRows = 3;").And.Contain("kTileColumns = 4;"));
        }
    }

    [TestCase("acs_tile")]
    [TestCase("acs_chip")]
    public void Rtl_is_clean_of_warnings_on_it(string module)
    {
        using var folder = new TemporaryFolder();
        RtlCopy.Into(folder);
        File.WriteAllText(Path.Combine(folder.Path, Package), SecondTopology.Generated(Package));

        string[] arguments = ["--lint-only", "-Wall", "--assert", "--top-module", module, "rtl/common/common.vlt", "rtl/core/core.vlt", "rtl/chip/chip.vlt", "-F", "rtl/chip/chip.f"];
        string verilator = Environment.GetEnvironmentVariable("ACS_VERILATOR") ?? "verilator";
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest(verilator, arguments) { WorkingDirectory = folder.Path });

        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
    }

    private static string Entry(int neighbour) => $"7'h{(neighbour < 0 ? 0 : 0x40 | neighbour):X2}";
}
