using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Testbench.Scenarios;

/// <summary>The JSON Schema of scenarios of blocks.</summary>
public static class BlockSchema
{
    /// <summary>The schema as it is committed in <c>testbenches/block.schema.json</c>.</summary>
    /// <returns>JSON text with a final line break.</returns>
    public static string Write() => RecordSchema.Of(typeof(BlockScenario), "AnalogCoSim scenario of a block");
}
