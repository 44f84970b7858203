using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>The JSON Schema of sweep files.</summary>
public static class SweepSchema
{
    /// <summary>The schema as it is committed in <c>testbenches/sweep.schema.json</c>.</summary>
    /// <returns>JSON text with a final line break.</returns>
    public static string Write() => RecordSchema.Of(typeof(Sweep), "AnalogCoSim sweep");
}
