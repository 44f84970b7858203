using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>A kept copy of one MVM.</summary>
public sealed class RecordedMvm
{
    /// <summary>Copies a record.</summary>
    /// <param name="record">The record.</param>
    public RecordedMvm(in MvmRecord record)
    {
        Inputs = record.Inputs.ToArray();
        CountsP = record.CountsP.ToArray();
        CountsN = record.CountsN.ToArray();
        Outputs = record.Outputs.ToArray();
    }

    /// <summary>Whether its counts were handed to the other engine, which then has none of its own.</summary>
    public bool CountsShared { get; set; }

    /// <summary>Whether the other engine has reported its MVM at this place.</summary>
    public bool Seen { get; set; }

    /// <summary>INT8 inputs, 256.</summary>
    public sbyte[] Inputs { get; }

    /// <summary>P counts, 256.</summary>
    public ushort[] CountsP { get; }

    /// <summary>N counts, 256.</summary>
    public ushort[] CountsN { get; }

    /// <summary>LDPU results, 256.</summary>
    public sbyte[] Outputs { get; }
}
