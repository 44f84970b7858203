using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Bench.Running;

/// <summary>Keeps what the RTL prints with <c>$display</c> in the log of a run, for as long as the run lasts.</summary>
internal sealed class RtlLog : IDisposable
{
    private readonly ResultFolder _folder;

    /// <summary>Begins to listen.</summary>
    /// <param name="folder">Whose log it is; closed after this.</param>
    public RtlLog(ResultFolder folder)
    {
        _folder = folder;
        RtlOutput.Drain();
        RtlOutput.Line += Write;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        RtlOutput.Drain();
        RtlOutput.Line -= Write;
    }

    private void Write(string line) => _folder.Log($"rtl: {line}");
}
