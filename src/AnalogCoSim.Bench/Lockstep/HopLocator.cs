using System.Globalization;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Tells a wrong LDPU from a wrong packet: a core that combines gives wrong outputs for either.</summary>
/// <param name="chip">The programmed chip.</param>
/// <param name="chains">Its chains.</param>
/// <param name="reference">MVMs of the reference.</param>
internal sealed class HopLocator(ProgrammedChip chip, ChainMap chains, ReferenceBuffer reference)
{
    /// <summary>Names the link at which the packet that a core combined was lost or changed first.</summary>
    /// <param name="failure">The difference of its LDPU outputs.</param>
    /// <param name="engine">The engine that ran the MVM last.</param>
    /// <param name="address">The MVM.</param>
    /// <param name="cycle">Clock of the image in which its last column came.</param>
    /// <returns>The failure at the link; the same failure with a hint where the packet came as it was sent, or the core combines none of another core.</returns>
    public AcsException Locate(AcsException failure, RtlEngine engine, in MvmAddress address, ulong cycle)
    {
        if (!chip.Registers(address.Core).Combine || chains.Before(address.Core) is not { } sender || reference.Find(address with { Core = sender.Core }) is not { } sent)
        {
            return failure;
        }

        int core = address.Core;
        CoreSlice receiver = chip.Program.Cores.First(slice => slice.Core == core);
        if (engine.FollowPacket(sender, receiver, cycle, LinkPacket.Transmit(sender.Ldpu, sent.Outputs)) is not { } hop)
        {
            return engine.Rtl.SeesLinks
                ? failure.WithRemedy(string.Create(CultureInfo.InvariantCulture, $"the packet of core {sender.Core} came to core {address.Core} as the reference sent it, so look at how core {address.Core} selects and combines it"))
                : failure;
        }

        return At(hop, failure, "A packet between two cores differs between RTL and reference.");
    }

    /// <summary>Names the link at which a packet was lost or spoilt first that made the RTL report an error in the tile behind it.</summary>
    /// <param name="failure">The error, as the RTL reported it.</param>
    /// <param name="engine">The engine that stopped at it.</param>
    /// <returns>The failure at the link; the same failure where all packets on the way to its tile are as they should be.</returns>
    public static AcsException Locate(AcsException failure, RtlEngine engine) =>
        failure is { Code: ErrorCode.RtlAssertion or ErrorCode.LockstepOrderMismatch, Core: { } tile } && engine.FindFault(tile) is { } hop
            ? At(hop, failure, "A packet between two cores broke a rule of the RTL.")
            : failure;

    private static AcsException At(HopFault hop, AcsException failure, string what) =>
        new(
            failure.Code,
            what,
            $"{hop.Link}; seen at {failure.Where}",
            $"{hop.Expected}{(failure.Code == ErrorCode.LockstepLdpuMismatch ? " (reference)" : string.Empty)}\nthen {failure.Expected}",
            $"{hop.Actual}\nthen {failure.Actual}",
            failure.Remedy,
            failure)
        {
            Step = failure.Step,
            Core = hop.From,
            Image = failure.Image,
            Layer = failure.Layer,
            Clock = failure.Clock,
        };
}
