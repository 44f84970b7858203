using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AnalogCoSim.Chip.Conformance;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using Spectre.Console;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs conformance fp16</c>: the FP16 units, as RTL and as C#, against vectors of an independent generator.</summary>
internal static class ConformanceCommand
{
    private const string NanNote = "NaN results are compared as 'is NaN': IEEE 754 leaves the payload open, these units always give 7E00. "
        + "Conversions to integer are not compared where the generator flags them invalid.";

    private static readonly Option<string[]> Vectors = new("--vectors")
    {
        Description = "TestFloat files (plain or gzip) or folders of them.",
        HelpName = "PATH",
        Required = true,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> Rtl = new("--rtl") { Description = "Only the RTL." };
    private static readonly Option<bool> CSharp = new("--csharp") { Description = "Only the C# model; needs no RTL tools." };
    private static readonly Option<bool> Both = new("--both") { Description = "RTL and C# (the default)." };

    private static readonly Option<bool> Sample = new("--sample") { Description = "Accept files with fewer vectors than testfloat_gen's smallest set." };

    // A set as large as that of the multiply-add is handed on as a sample; smaller ones are whole, or have been cut.
    private const long MostWhole = 100_000;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var fp16 = new Command("fp16", "IEEE binary16: multiply-add, add, multiply, conversions.") { Vectors, Rtl, CSharp, Both, Sample, CommonOptions.Json };
        fp16.Action = new CommandBody(Run,
        [
            "acs conformance fp16 --vectors vectors/fp16",
            "acs conformance fp16 --vectors f16_mulAdd_rne.txt.gz f16_add_rne.txt.gz --csharp",
        ]);
        return new Command("conformance", "Checks arithmetic units against vectors of independent generators (Berkeley TestFloat).") { fp16 };
    }

    private static int Run(CliSession session)
    {
        TestFloatVectors[] vectors = [.. session.Get(Vectors)!.SelectMany(path => Directory.Exists(path) ? TestFloatVectors.InFolder(path) : [new TestFloatVectors(path)])];
        bool rtl = !session.Get(CSharp) || session.Get(Rtl) || session.Get(Both);
        bool csharp = !session.Get(Rtl) || session.Get(CSharp) || session.Get(Both);
        using Fp16Units units = Fp16Units.Open(rtl, csharp);
        Outcome[] outcomes = session.Console.WithProgress(progress => Compare(vectors, units, progress, session.Cancellation));
        if (!session.Get(Sample))
        {
            CheckWhole(outcomes);
        }

        Show(session.Console, outcomes);
        bool met = outcomes.All(outcome => outcome.Result.Mismatches == 0);
        session.Console.JsonObject(new
        {
            exitCode = met ? 0 : 1,
            note = NanNote,
            results = outcomes.Select(Describe).ToArray(),
        });
        return met ? 0 : 1;
    }

    private static Outcome[] Compare(TestFloatVectors[] vectors, Fp16Units units, IProgressSink progress, CancellationToken cancellation)
    {
        var outcomes = new List<Outcome>();
        int total = vectors.Length * units.All.Count;
        foreach (TestFloatVectors file in vectors)
        {
            foreach (Fp16Unit unit in units.All)
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Report("vector files", outcomes.Count, total);
                long started = Stopwatch.GetTimestamp();
                FloatConformance result = file.Compare(c => unit.Compute(file.Function, c));
                outcomes.Add(new Outcome(unit.Name, result, Stopwatch.GetElapsedTime(started).TotalSeconds));
            }
        }

        return [.. outcomes];
    }

    private static void CheckWhole(Outcome[] outcomes)
    {
        if (Array.Find(outcomes, outcome => !outcome.Result.IsWhole && outcome.Result.WholeCases <= MostWhole) is { } cut)
        {
            throw new AcsException(
                ErrorCode.DataDamaged,
                "The test vectors are not the whole set.",
                cut.Result.File,
                string.Create(CultureInfo.InvariantCulture, $"at least {cut.Result.WholeCases:N0} vectors"),
                string.Create(CultureInfo.InvariantCulture, $"{cut.Result.Cases:N0}"),
                "Generate them again with testfloat_gen -level 1, or say --sample.");
        }
    }

    private static void Show(CliConsole console, Outcome[] outcomes)
    {
        Table table = Tables.Create("vectors", "function", "unit", ">cases", ">compared", ">differences", ">time");
        foreach (Outcome outcome in outcomes)
        {
            FloatConformance result = outcome.Result;
            table.AddRow(
                new Text(Path.GetFileName(result.File)),
                new Text(result.Function.ToString()),
                new Text(outcome.Unit),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{result.Cases:N0}{(result.IsWhole ? string.Empty : $" of {result.WholeCases:N0}")}")),
                Number(result.Compared),
                Number(result.Mismatches),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{outcome.Seconds:F2} s")));
        }

        console.Draw(table);
        console.Line(NanNote);
        foreach (Outcome outcome in outcomes.Where(outcome => outcome.Result.Mismatches > 0))
        {
            CliConsole.Note(ToError(outcome).Render());
        }
    }

    private static AcsException ToError(Outcome outcome)
    {
        FloatMismatch first = outcome.Result.First[0];
        string list = string.Join('\n', outcome.Result.First.Select(mismatch => string.Create(
            CultureInfo.InvariantCulture,
            $"line {mismatch.Case.Line}: {mismatch.Case.A:X4} {mismatch.Case.B:X4} {mismatch.Case.C:X4} -> {mismatch.Actual:X4}, expected {mismatch.Case.Expected:X4}")));
        return new AcsException(
            ErrorCode.ConformanceMismatch,
            string.Create(CultureInfo.InvariantCulture, $"{outcome.Result.Mismatches} of {outcome.Result.Compared} vectors are not met by the {outcome.Unit}."),
            string.Create(CultureInfo.InvariantCulture, $"{outcome.Result.File}:{first.Case.Line}"),
            string.Create(CultureInfo.InvariantCulture, $"{first.Case.Expected:X4}"),
            list);
    }

    private static object Describe(Outcome outcome) => new
    {
        unit = outcome.Unit,
        file = outcome.Result.File,
        function = outcome.Result.Function.ToString(),
        cases = outcome.Result.Cases,
        wholeCases = outcome.Result.WholeCases,
        compared = outcome.Result.Compared,
        differences = outcome.Result.Mismatches,
        seconds = Math.Round(outcome.Seconds, 3),
        first = outcome.Result.First.Select(mismatch => new
        {
            line = mismatch.Case.Line,
            operands = new[] { Hex(mismatch.Case.A), Hex(mismatch.Case.B), Hex(mismatch.Case.C) },
            expected = Hex(mismatch.Case.Expected),
            actual = Hex(mismatch.Actual),
        }).ToArray(),
    };

    private static string Hex(uint value) => value.ToString("X4", CultureInfo.InvariantCulture);

    private static Text Number(long value) => new(value.ToString("N0", CultureInfo.InvariantCulture));

    private sealed record Outcome(string Unit, FloatConformance Result, double Seconds);
}
