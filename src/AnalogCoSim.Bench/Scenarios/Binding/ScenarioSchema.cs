using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Bench.Scenarios.Binding;

/// <summary>The JSON Schema of scenario files.</summary>
public static class ScenarioSchema
{
    /// <summary>The schema as it is committed in <c>testbenches/scenario.schema.json</c>.</summary>
    /// <returns>JSON text with a final line break.</returns>
    public static string Write() => RecordSchema.Of(typeof(Scenario), "AnalogCoSim scenario");
}
