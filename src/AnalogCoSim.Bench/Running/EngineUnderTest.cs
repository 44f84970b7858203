using AnalogCoSim.Inference;
using AnalogCoSim.Rtl.Engine;

namespace AnalogCoSim.Bench.Running;

/// <summary>An engine as a factory made it.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Rtl">The RTL behind it, in which a failure is looked for: links, snapshots, waves; null without RTL.</param>
public sealed record EngineUnderTest(IChipEngine Engine, RtlEngine? Rtl = null);
