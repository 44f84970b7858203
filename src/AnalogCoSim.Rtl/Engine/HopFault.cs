using System.Globalization;
using AnalogCoSim.Chip.Link;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>The first link on a packet's way at which something is wrong with it.</summary>
/// <param name="From">Tile that sends over the link.</param>
/// <param name="Out">Its port.</param>
/// <param name="To">Tile that receives.</param>
/// <param name="In">Its port.</param>
/// <param name="Path">Path id that the packet should have here.</param>
/// <param name="Expected">What should have come.</param>
/// <param name="Actual">What came.</param>
public sealed record HopFault(int From, LinkPort Out, int To, LinkPort In, int Path, string Expected, string Actual)
{
    /// <summary>The link, as errors name it.</summary>
    public string Link => string.Create(CultureInfo.InvariantCulture, $"link from tile {From} (port {Out}) to tile {To} (port {In}), path {Path}");
}
