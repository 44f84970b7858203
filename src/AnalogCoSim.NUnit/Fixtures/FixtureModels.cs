using System.Collections.Concurrent;
using System.Reflection;
using AnalogCoSim.Verilator.Typed;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace AnalogCoSim.NUnit.Fixtures;

/// <summary>The models of the tests that run, each in its property.</summary>
internal static class FixtureModels
{
    private static readonly ConcurrentDictionary<string, RunningTest> Running = new(StringComparer.Ordinal);

    /// <summary>Puts models into the properties of a fixture.</summary>
    /// <param name="test">The test that begins.</param>
    /// <param name="settings">How the models are made.</param>
    public static void Begin(ITest test, ModelSettings settings)
    {
        object fixture = test.Fixture ?? throw new InvalidOperationException($"{test.FullName} has no fixture object: [RtlFixture] is for classes that are not static.");
        PropertyInfo[] places = [.. PlacesOf(fixture.GetType())];
        if (places.Length == 0)
        {
            throw new InvalidOperationException($"{fixture.GetType().Name} has no property for a model: [RtlFixture] sets those with a setter whose type is a typed module, such as 'public Counter Dut {{ get; set; }} = null!;'.");
        }

        var running = new RunningTest(fixture, settings);
        lock (fixture)
        {
            if (Running.Values.FirstOrDefault(other => ReferenceEquals(other.Fixture, fixture)) is not null)
            {
                throw new InvalidOperationException($"Two tests of {fixture.GetType().Name} run at the same time with one fixture object: add [FixtureLifeCycle(LifeCycle.InstancePerTestCase)].");
            }

            Running[test.Id] = running;
        }

        foreach (PropertyInfo place in places)
        {
            PooledModel model = ModelPool.Take(place.PropertyType, settings);
            running.Models.Add((place, model));
            place.SetValue(fixture, model.Module);
            if (settings.Waves)
            {
                model.Module.StartWaves(FailureFiles.Waves(test, place.Name));
            }
        }
    }

    /// <summary>Takes the models back.</summary>
    /// <param name="test">The test that has ended.</param>
    /// <param name="passed">Whether it did not fail.</param>
    public static void End(ITest test, bool passed)
    {
        if (!Running.TryRemove(test.Id, out RunningTest? running))
        {
            return;
        }

        if (!passed)
        {
            TestContext.AddTestAttachment(FailureFiles.Log(test, running), "seed, command that runs the test again, output of the RTL");
        }

        foreach ((PropertyInfo place, PooledModel model) in running.Models)
        {
            place.SetValue(running.Fixture, null);
            if (running.Settings.Waves && !model.Module.IsDisposed)
            {
                model.Module.StopWaves();
            }

            ModelPool.Return(model, running.Settings, passed);
            string waves = FailureFiles.Waves(test, place.Name);
            if (running.Settings.Waves && !passed && File.Exists(waves))
            {
                TestContext.AddTestAttachment(waves, $"waves of {place.Name}");
            }
            else if (running.Settings.Waves)
            {
                File.Delete(waves);
            }
        }
    }

    private static IEnumerable<PropertyInfo> PlacesOf(Type fixture) => fixture
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(property => property.CanWrite && property.PropertyType.IsSubclassOf(typeof(RtlModule)) && !property.PropertyType.IsAbstract);
}
