using System.CommandLine;
using System.Globalization;
using System.Reflection;
using AnalogCoSim.Analog;
using AnalogCoSim.Analog.Studies;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core.Random;
using Spectre.Console;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs analog</c>: studies of the analog model with random weights, as a table and as CSV.</summary>
internal static class AnalogCommand
{
    private const double Hour = 3600;
    private static readonly double[] Times = [20, 60, Hour, 24 * Hour, 30 * 24 * Hour, 365 * 24 * Hour];
    private static readonly Option<string?> Out = new("--out") { Description = "CSV file to write.", HelpName = "FILE" };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Seed of devices and converters.", HelpName = "N", DefaultValueFactory = _ => 1 };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create() => new("analog", "Studies of the analog half of one core.")
    {
        Study<ConverterRow>("characterise", "Gain, offset and linearity of the converters.", p => ConverterStudy.Table(p, 0)),
        Study<ProgrammingRow>("program", "Programming error over the target conductance.", p => ProgrammingStudy.Run(p, Enumerable.Range(0, 21).Select(i => i / 20.0))),
        Study<DriftRow>("drift", "Relative weight error over time, with and without compensation.", p => DriftStudy.Run(p, 0, Weights(p.Seed), Times)),
        Study<MvmErrorReport>("mvm", "Error of matrix-vector products, split into linear and residual part.", p => [MvmErrorStudy.Run(AnalogMacro.Program(p, 0, Weights(p.Seed)), p.ReadMode)]),
    };

    private static Command Study<T>(string name, string description, Func<AnalogParameters, IReadOnlyList<T>> study)
    {
        var command = new Command(name, description) { Out, Seed, CommonOptions.Json };
        command.Action = new CommandBody(session => Run(session, study), [$"acs analog {name} --out results/{name}.csv"]);
        return command;
    }

    private static int Run<T>(CliSession session, Func<AnalogParameters, IReadOnlyList<T>> study)
    {
        IReadOnlyList<T> rows = session.Console.WithProgress(_ => study(new AnalogParameters { Seed = session.Get(Seed) }));
        PropertyInfo[] columns = [.. typeof(T).GetProperties().Where(property => !property.PropertyType.IsArray)];
        Table table = Tables.Create([.. columns.Select(column => ">" + column.Name)]);
        foreach (T row in rows)
        {
            table.AddRow(columns.Select(column => new Text(Cell(column.GetValue(row), "G5"))));
        }

        session.Console.Draw(table);
        if (session.Get(Out) is { } file)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.WriteAllLines(file, rows.Select(row => string.Join(',', columns.Select(c => Cell(c.GetValue(row), "R")))).Prepend(string.Join(',', columns.Select(c => c.Name))));
            session.Console.Line($"written: {file}");
        }

        session.Console.JsonObject(new { exitCode = 0, rows, file = session.Get(Out) });
        return 0;
    }

    private static string Cell(object? value, string format) => value is double number
        ? number.ToString(format, CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private static CoreWeights Weights(ulong seed)
    {
        var random = new KeyedRandom(seed, NoisePurpose.Stimulus);
        var weights = new float[AnalogGeometry.Cells];
        for (uint i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)Math.Clamp(0.25 * random.Normal(i), -1, 1);
        }

        return new CoreWeights(weights, 1f, 20.7f, 0.2f);
    }
}
