using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.ExceptionServices;
using AnalogCoSim.Verilator.Typed;

namespace AnalogCoSim.NUnit.Fixtures;

/// <summary>Models that wait for their next test, by class and settings.</summary>
internal static class ModelPool
{
    private static readonly ConcurrentDictionary<(Type Type, ModelSettings Settings), ConcurrentBag<PooledModel>> Waiting = new();

    /// <summary>A model in its first state.</summary>
    /// <param name="type">A typed module.</param>
    /// <param name="settings">How it is made.</param>
    /// <returns>A model that nobody else has.</returns>
    public static PooledModel Take(Type type, ModelSettings settings) =>
        settings.Pooled && Waiting.TryGetValue((type, settings), out ConcurrentBag<PooledModel>? waiting) && waiting.TryTake(out PooledModel? model) ? model : New(type, settings);

    /// <summary>Takes a model back.</summary>
    /// <param name="model">From <see cref="Take"/>.</param>
    /// <param name="settings">How it was made.</param>
    /// <param name="passed">Whether its test has passed; else nobody knows what it holds.</param>
    public static void Return(PooledModel model, ModelSettings settings, bool passed)
    {
        if (passed && settings.Pooled && model.Renew())
        {
            Waiting.GetOrAdd((model.Module.GetType(), settings), _ => []).Add(model);
        }
        else
        {
            model.Dispose();
        }
    }

    private static PooledModel New(Type type, ModelSettings settings)
    {
        try
        {
            return new PooledModel((RtlModule)Activator.CreateInstance(type, settings.Options)!);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException);
            throw;
        }
    }
}
