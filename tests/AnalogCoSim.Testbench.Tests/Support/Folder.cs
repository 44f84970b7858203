using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Running;
using AnalogCoSim.Testbench.Scenarios;

namespace AnalogCoSim.Testbench.Tests.Support;

/// <summary>A folder for scenarios and their results; gone when disposed.</summary>
internal sealed class Folder : IDisposable
{
    public const string Adder = "name: small\ndut: { files: [adder.sv], top: adder }\nmodel: adder\n";

    public Folder()
    {
        foreach (string file in Directory.EnumerateFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "Rtl")))
        {
            File.Copy(file, In(System.IO.Path.GetFileName(file)));
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("acs-block-").FullName;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    public BlockScenario Load(string text, params string[] overrides) => BlockScenario.Load(Write("small.yaml", text), overrides);

    public BlockResult Run(string text, IBlockBench bench, bool files = false, params string[] overrides) =>
        BlockRunner.Run(Load(text, overrides), new BlockRunOptions { Benches = new BlockBenches(bench), ResultFolder = files ? In("results") : null });

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
