using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Rtl.Tests.Engine;

/// <summary>Keeps every MVM as text.</summary>
internal sealed class Recorder : IMvmObserver
{
    public Dictionary<MvmAddress, string> Mvms { get; } = [];

    public int Limit { get; init; } = int.MaxValue;

    public bool OnMvm(in MvmRecord record)
    {
        string text = $"x {string.Join(',', record.Inputs.ToArray())}\np {string.Join(',', record.CountsP.ToArray())}\nn {string.Join(',', record.CountsN.ToArray())}\nq {string.Join(',', record.Outputs.ToArray())}";
        Mvms.Add(record.Address, text);
        return Mvms.Count < Limit;
    }
}
