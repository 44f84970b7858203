using System.Globalization;
using System.Reflection;
using System.Text;
using AnalogCoSim.Verilator.Typed;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace AnalogCoSim.NUnit.Fixtures;

/// <summary>What a failed test leaves, in <c>rtl-failures</c> below NUnit's work directory.</summary>
internal static class FailureFiles
{
    private const int LongestName = 120;

    /// <summary>File for the waves of a model.</summary>
    /// <param name="test">Its test.</param>
    /// <param name="property">Its property.</param>
    /// <returns>Path, in a folder that exists.</returns>
    public static string Waves(ITest test, string property) => Name(test, $"{property}.fst");

    /// <summary>Writes the log of a test.</summary>
    /// <param name="test">The test.</param>
    /// <param name="running">Its models.</param>
    /// <returns>The file.</returns>
    public static string Log(ITest test, RunningTest running)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"test    {test.FullName}\nseed    {Randomizer.InitialSeed}\nagain   {Again(test)}\n");
        foreach ((PropertyInfo place, PooledModel model) in running.Models)
        {
            RtlModule module = model.Module;
            if (module.IsDisposed)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{place.Name}: {module.Type.Top}, disposed by the test\n");
                continue;
            }

            text.Append(CultureInfo.InvariantCulture, $"\n{place.Name}: {module.Type.Top}, flavour {module.Model.Built.Flavour}, clock {module.Model.Cycle}\n");
            foreach (string line in module.Output)
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        string path = Name(test, "log");
        File.WriteAllText(path, text.ToString());
        return path;
    }

    /// <summary>The command that runs a test again with the same random numbers.</summary>
    /// <param name="test">The test.</param>
    /// <returns>A command for a shell, to be run in the folder of the test project.</returns>
    public static string Again(ITest test)
    {
        // A parameterised test is named by its method: brackets and commas of arguments would have to be escaped in a filter.
        string name = test.MethodName is { } method && test.ClassName is { } type ? $"{type}.{method}" : test.FullName;
        char relation = test.Arguments.Length > 0 ? '~' : '=';
        return string.Create(CultureInfo.InvariantCulture, $"dotnet test --filter 'FullyQualifiedName{relation}{name}' -- NUnit.RandomSeed={Randomizer.InitialSeed}");
    }

    private static string Name(ITest test, string ending)
    {
        string folder = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "rtl-failures")).FullName;
        string plain = string.Concat(test.FullName.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_'));
        string kept = plain.Length <= LongestName ? plain : plain[^LongestName..];
        return Path.Combine(folder, $"{kept}.{test.Id}.{ending}");
    }
}
