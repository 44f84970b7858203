using System.Globalization;

namespace AnalogCoSim.Verilator.Models;

/// <summary>128 bits over architectural state or events; equal digests mean equal contents.</summary>
/// <param name="Low">Low half.</param>
/// <param name="High">High half.</param>
public readonly record struct StateDigest(ulong Low, ulong High)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");
}
