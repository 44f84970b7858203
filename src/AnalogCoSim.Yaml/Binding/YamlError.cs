using AnalogCoSim.Core.Errors;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Yaml.Binding;

/// <summary>One thing wrong with a scenario, at a YAML node.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Node">The node at fault.</param>
/// <param name="What">One sentence.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Actual">What is there.</param>
/// <param name="Remedy">What to do.</param>
public sealed record YamlError(ErrorCode Code, YamlNode Node, string What, string? Expected, string? Actual, string? Remedy);
