using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Inference;

/// <summary>Counts that another engine has computed already: in a lockstep run the analog macros work once for both engines.</summary>
public interface ICountSource
{
    /// <summary>Gives the counts of an MVM, if they are known for exactly these inputs.</summary>
    /// <param name="address">The MVM.</param>
    /// <param name="inputs">256 inputs.</param>
    /// <param name="countsP">To fill with 256 P counts.</param>
    /// <param name="countsN">To fill with 256 N counts.</param>
    /// <returns>False when they are not known; then nothing is filled in.</returns>
    bool TryGet(in MvmAddress address, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN);
}
