using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;

namespace AnalogCoSim.Bench.Running;

/// <summary>What engine a worker needs.</summary>
/// <param name="Kind">Kind of engine; lockstep means its RTL half.</param>
/// <param name="Chip">Programmed chip.</param>
/// <param name="Assertions">Whether RTL assertions are on.</param>
/// <param name="WavesFolder">Folder for waves, or null.</param>
/// <param name="Counts">Counts that the reference has computed already, or null.</param>
/// <param name="Activity">Whether the tile activity of the first image is wanted.</param>
/// <param name="Host">What the host does beyond what the network asks for; null for nothing.</param>
public sealed record EngineRequest(EngineKind Kind, ProgrammedChip Chip, bool Assertions = false, string? WavesFolder = null, ICountSource? Counts = null, bool Activity = false, HostPlan? Host = null);
