using System.Reflection;
using AnalogCoSim.Testbench.Benches;

namespace AnalogCoSim.NUnit.Scenarios;

/// <summary>Where the benches of a test come from.</summary>
internal static class BenchesOf
{
    /// <summary>The benches of a type, or all of an assembly.</summary>
    /// <param name="type">Type with a static property of type <see cref="BlockBenches"/>; null for all benches of the assembly.</param>
    /// <param name="assembly">The test assembly.</param>
    /// <returns>The benches.</returns>
    public static BlockBenches Type(Type? type, Assembly assembly)
    {
        if (type is null)
        {
            return new BlockBenches(assembly.GetTypes()
                .Where(one => one.IsAssignableTo(typeof(IBlockBench)) && !one.IsAbstract && one.GetConstructor(System.Type.EmptyTypes) is not null)
                .Select(one => (IBlockBench)Activator.CreateInstance(one)!));
        }

        PropertyInfo property = type.GetProperties(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(one => one.PropertyType == typeof(BlockBenches))
            ?? throw new InvalidOperationException($"[Scenario(Benches = typeof({type.Name}))]: it has no public static property of type BlockBenches.");
        return (BlockBenches)property.GetValue(null)!;
    }
}
