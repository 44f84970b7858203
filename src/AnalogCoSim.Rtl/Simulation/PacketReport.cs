using System.Globalization;
using AnalogCoSim.Chip.Link;

namespace AnalogCoSim.Rtl.Simulation;

/// <summary>A packet that came in by a port.</summary>
/// <param name="Port">Port.</param>
/// <param name="Path">Path id.</param>
/// <param name="Begin">Clock of its path id.</param>
/// <param name="Length">Payload bytes it announced; 0 before they were.</param>
/// <param name="Seen">Payload bytes seen.</param>
/// <param name="Count">Packets by this port so far.</param>
public sealed record PacketReport(LinkPort Port, int Path, ulong Begin, int Length, int Seen, int Count)
{
    /// <inheritdoc />
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Port} path {Path} from clock {Begin}, {Seen} of {Length} bytes, {Count} packets so far");
}
