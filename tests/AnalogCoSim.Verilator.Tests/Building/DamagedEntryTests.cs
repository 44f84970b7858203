using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Tests.Support;

namespace AnalogCoSim.Verilator.Tests.Building;

/// <summary>A damaged entry of the cache is built anew before anything of it is used.</summary>
public sealed class DamagedEntryTests
{
    public enum Damage
    {
        Missing,
        Empty,
        Half,
        Flipped,
    }

    [TestCaseSource(nameof(Damages))]
    [CancelAfter(600_000)]
    public void Damaged_entry_heals_itself(Damage damage, string file, CancellationToken token)
    {
        using var design = new SmallDesign();
        design.Write("top.f", "top.sv\n");
        design.Write("top.sv", "module top (input logic [7:0] a_i, output logic [7:0] q_o);\n  assign q_o = ~a_i;\nendmodule\n");
        BuiltModel first = design.Build();
        Do(damage, Directory.GetFiles(Path.GetDirectoryName(first.LibraryPath)!, file).Single());

        BuiltModel second = design.Build();

        using var model = new VerilatedModel(second);
        model.Evaluate();
        Assert.That((model.Get("q_o"), second.Key), Is.EqualTo((0xffUL, first.Key)));
        Assert.That(second.BuildTime, Is.GreaterThan(TimeSpan.Zero));
    }

    // Each is a build of its own: in continuous integration every damage and every file once, and the half library that would end the process.
    private static IEnumerable<TestCaseData> Damages()
    {
        (Damage, string)[] usual = [(Damage.Half, "*.so"), (Damage.Missing, "*.so"), (Damage.Empty, "ports.txt"), (Damage.Half, "dependencies"), (Damage.Flipped, "contents")];
        foreach (Damage damage in Enum.GetValues<Damage>())
        {
            foreach (string file in (string[])["*.so", "ports.txt", "dependencies", "contents"])
            {
                var one = new TestCaseData(damage, file);
                yield return usual.Contains((damage, file)) ? one : one.SetCategory("Nightly");
            }
        }
    }

    [Test]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Library_that_others_can_write_is_not_loaded()
    {
        using var design = new SmallDesign();
        design.Write("top.f", "top.sv\n");
        design.Write("top.sv", "module top (input logic a_i, output logic q_o);\n  assign q_o = a_i;\nendmodule\n");
        BuiltModel first = design.Build();
        File.SetUnixFileMode(first.LibraryPath, (UnixFileMode)0b110_110_110);

        Assert.That(design.Build().BuildTime, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Cache_that_others_can_write_is_refused()
    {
        using var folder = new SmallDesign();
        using var design = new SmallDesign { Cache = new(Path.Combine(folder.Root, "cache")) };
        design.Write("top.f", "top.sv\n");
        design.Write("top.sv", "module top (input logic a_i, output logic q_o);\n  assign q_o = a_i;\nendmodule\n");
        design.Build();
        File.SetUnixFileMode(design.Cache.Root, (UnixFileMode)0b111_111_111);

        Assert.That(Assert.Throws<AcsException>(() => design.Build())!.Code, Is.EqualTo(ErrorCode.CacheUnusable));
    }

    private static void Do(Damage damage, string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        switch (damage)
        {
            case Damage.Missing:
                File.Delete(path);
                break;
            case Damage.Empty:
                File.WriteAllBytes(path, []);
                break;
            case Damage.Half:
                File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
                break;
            default:
                bytes[bytes.Length / 2] ^= 4;
                File.WriteAllBytes(path, bytes);
                break;
        }
    }
}
