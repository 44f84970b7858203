using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AnalogCoSim.Core.Results;

/// <summary>How results are written as JSON.</summary>
public static class ResultJson
{
    /// <summary>For files of one object.</summary>
    public static JsonSerializerOptions Style { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The same for files of one object a line.</summary>
    public static JsonSerializerOptions OneLine { get; } = new(Style) { WriteIndented = false };
}
