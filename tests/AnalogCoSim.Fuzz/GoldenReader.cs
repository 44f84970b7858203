using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Fuzz;

/// <summary>Reads a golden trace and holds a run against it that gave what the sound trace holds.</summary>
internal sealed class GoldenReader
{
    private readonly GoldenTrace _run;

    public GoldenReader(byte[] sound)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, sound);
            _run = GoldenTrace.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public ulong Compare(string folder)
    {
        GoldenTrace golden = GoldenTrace.Load(Path.Combine(folder, "golden.npz"));
        var check = new GoldenCheck(InputReaders.Program(), "acs run sample.yaml", "acs golden");
        return check.Compare(golden, _run) is AcsException difference ? throw difference : FuzzDigest.Of(golden.Arrays);
    }
}
