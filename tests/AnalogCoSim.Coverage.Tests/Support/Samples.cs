using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Database;
using AnalogCoSim.Coverage.Functional;

namespace AnalogCoSim.Coverage.Tests.Support;

/// <summary>Small coverage of one small file.</summary>
internal sealed class Samples : IDisposable
{
    public const string File = "rtl/toy/toy.sv";

    public const string Source = "module toy(input clk_i);\n  always_ff @(posedge clk_i) begin\n    if (!rst_ni) begin\n      a <= 0;\n    end else begin\n      a <= b;\n    end\n  end\nendmodule\n";

    public Samples()
    {
        Folder = Directory.CreateTempSubdirectory("acs-coverage-test-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, "rtl", "toy"));
        System.IO.File.WriteAllText(Path.Combine(Folder, File), Source);
        Sources = new SourceTree(Folder);
    }

    public string Folder { get; }

    public SourceTree Sources { get; }

    public static CodePoint Block { get; } = new(File, 2, 3, CodePointKind.Line, "toy", "block", "2");

    public static CodePoint Reset { get; } = new(File, 3, 5, CodePointKind.Branch, "toy", "if", "3-4");

    public static CodePoint Else { get; } = new(File, 3, 6, CodePointKind.Branch, "toy", "else", "5-6");

    public static CodePoint Bit(int bit, string way = "") => new(File, 1, 18, CodePointKind.Toggle, "toy", FormattableString.Invariant($"a[{bit}]{way}"), string.Empty);

    public static CodeCoverage Code(long block, long reset, long other, params long[] bits)
    {
        var counts = new Dictionary<CodePoint, long> { [Block] = block, [Reset] = reset, [Else] = other };
        for (int bit = 0; bit < bits.Length; bit++)
        {
            counts.Add(Bit(bit), bits[bit]);
        }

        return new CodeCoverage(counts);
    }

    public CoverageRun Run(string id, CodeCoverage code, FunctionalCoverage? functional = null, bool passed = true) => new(id, "Toy." + id, "test", "abc", false, 7, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), 1.5, passed)
    {
        Code = code,
        Versions = new Dictionary<string, string> { [File] = Sources.Version(File) },
        Functional = functional ?? FunctionalCoverage.None,
    };

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
