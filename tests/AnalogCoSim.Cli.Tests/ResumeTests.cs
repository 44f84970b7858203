using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary><c>--resume</c> after the RTL or the program itself has changed: what an earlier state computed is not reported.</summary>
[TestFixture]
public sealed class ResumeTests
{
    private const string Images = "{ source: synthetic, count: 2 }";

    private TemporaryFolder _folder = null!;

    private string Out => Path.Combine(_folder.Path, "out");

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    [CancelAfter(300_000)]
    public void Run_and_sweep_of_an_earlier_rtl_are_not_taken_over()
    {
        Dictionary<string, string?> environment = RtlCopy.Into(_folder);
        string scenario = _folder.Write("test.yaml", Scenarios.Minimal(Scenarios.Network, Images).Replace("engine: reference", "engine: lockstep\nrecord: { replay: false }", StringComparison.Ordinal));
        string[] run = ["run", scenario, "--resume", "--out", Out];
        string[] sweep = ["sweep", _folder.Write("sweep.yaml", "name: small\nbase: test.yaml\nvariants:\n  - { name: a }\n"), "--resume", "--out", Path.Combine(_folder.Path, "sweep")];
        AssertTakenOver(AcsProcess.Run(environment, sweep), 0);
        AssertTakenOver(AcsProcess.Run(environment, sweep), 1);
        AssertMet(AcsProcess.Run(environment, run));
        AssertMet(AcsProcess.Run(environment, run));
        string result = File.ReadAllText(Path.Combine(Out, "result.json"));

        RtlCopy.Replace(_folder, "ldpu/acs_ldpu_activation.sv", "data_o <= ", "data_o <= 8'd1 ^ ");

        AcsProcess.AssertFails(AcsProcess.Run(environment, run), 2, "ACS0906");
        Assert.That(File.ReadAllText(Path.Combine(Out, "result.json")), Is.EqualTo(result));
        ProcessResult swept = AcsProcess.Run(environment, sweep);
        Assert.That(swept.ExitCode, Is.EqualTo(1), swept.Output + swept.Error);
        Assert.That(swept.Output, Does.Contain("1, 0 of them taken over"));
    }

    [TestCase("acs.dll", false, Description = "the command line computes nothing")]
    [TestCase("AnalogCoSim.Core.dll", true, Category = "Nightly")]
    [TestCase("AnalogCoSim.Analog.dll", true, Category = "Nightly")]
    [TestCase("AnalogCoSim.Compiler.dll", true)]
    [TestCase("AnalogCoSim.Bench.dll", true, Category = "Nightly")]
    [CancelAfter(120_000)]
    public void Run_and_sweep_of_other_code_are_not_taken_over(string assembly, bool computes)
    {
        string program = AcsProcess.CopyOfProgram(_folder);
        string scenario = _folder.Write("test.yaml", Scenarios.Minimal(Scenarios.Network, Images));
        string[] run = ["run", scenario, "--resume", "--out", Out];
        string[] sweep = ["sweep", _folder.Write("sweep.yaml", "name: small\nbase: test.yaml\nvariants:\n  - { name: a }\n"), "--resume", "--out", Path.Combine(_folder.Path, "sweep")];
        AssertMet(AcsProcess.RunProgram(program, run));
        AssertTakenOver(AcsProcess.RunProgram(program, sweep), 0);

        Recompile(Path.Combine(Path.GetDirectoryName(program)!, assembly));

        ProcessResult again = AcsProcess.RunProgram(program, run);
        if (computes)
        {
            AcsProcess.AssertFails(again, 2, "ACS0906");
        }
        else
        {
            AssertMet(again);
        }

        AssertTakenOver(AcsProcess.RunProgram(program, sweep), computes ? 0 : 1);
    }

    // What a compiler does to changed sources, as far as the identity of the code goes: the version id of the module is another.
    private static void Recompile(string assembly)
    {
        byte[] bytes = File.ReadAllBytes(assembly);
        using (var reader = new PEReader([.. bytes]))
        {
            MetadataReader metadata = reader.GetMetadataReader();
            byte[] version = metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToByteArray();
            int at = bytes.AsSpan().IndexOf(version);
            Assert.That(at, Is.Positive);
            bytes[at] ^= 1;
        }

        File.WriteAllBytes(assembly, bytes);
    }

    private static void AssertMet(ProcessResult result) => Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);

    private static void AssertTakenOver(ProcessResult result, int points)
    {
        AssertMet(result);
        Assert.That(result.Output, Does.Contain($"1, {points} of them taken over"));
    }
}
