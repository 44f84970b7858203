using System.Text.Json;
using System.Text.Json.Serialization;

namespace AnalogCoSim.Chip.Performance;

/// <summary>Where the figure of a row comes from, and with it what may be said about its distance from the published one.</summary>
[JsonConverter(typeof(ProvenanceConverter))]
public enum Provenance
{
    /// <summary>Counted by the RTL or on images by this bench; only such a figure has a difference from a published one.</summary>
    Measured,

    /// <summary>Given by something of this bench that was fitted to the published figure: it is shown, but its agreement says nothing.</summary>
    Fitted,

    /// <summary>A constant of this bench; nothing is published beside it.</summary>
    Assumed,

    /// <summary>A published figure of which this bench has none of its own.</summary>
    Quoted,
}

/// <summary>Writes <see cref="Provenance"/> as a word in lower case, whatever the options say.</summary>
public sealed class ProvenanceConverter() : JsonStringEnumConverter<Provenance>(JsonNamingPolicy.KebabCaseLower);
