using System.Reflection;

namespace AnalogCoSim.NUnit.Fixtures;

/// <summary>A test that runs, with its models.</summary>
/// <param name="Fixture">Its fixture object.</param>
/// <param name="Settings">How its models are made.</param>
internal sealed record RunningTest(object Fixture, ModelSettings Settings)
{
    /// <summary>Its models, each with its property.</summary>
    public List<(PropertyInfo Place, PooledModel Model)> Models { get; } = [];
}
