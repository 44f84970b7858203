using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using Spectre.Console;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs build</c>: compiles the RTL models before they are needed; runs take them from the cache.</summary>
internal static class BuildCommand
{
    private static readonly Option<string> Flavour = new("--flavour")
    {
        Description = "fast, check, trace or cover; several with commas.",
        HelpName = "F,F,..",
        DefaultValueFactory = _ => "fast,check",
    };

    private static readonly Option<bool> Flat = new("--flat") { Description = "Also the model of the whole chip in one piece (takes minutes)." };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("build", "Compiles the RTL models into the cache; done by every run where it is needed.") { Flavour, Flat, CommonOptions.Json };
        command.Action = new CommandBody(Run, ["acs build", "acs build --flavour check,trace", "acs build --flat"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        ModelFlavour[] flavours = [.. session.Get(Flavour)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];
        List<ModelSpecification> wanted = [.. flavours.Select(flavour => new RtlChipOptions { Flavour = flavour }.Specification())];
        wanted.Add(new ModelSpecification(RtlTree.SourcesOf("acs_fp16_unit"), ModelFlavour.Fast));
        if (session.Get(Flat))
        {
            wanted.AddRange(flavours.Select(flavour => new RtlChipOptions { Flavour = flavour, Flat = true }.Specification()));
        }

        BuiltModel[] built = session.Console.WithProgress(progress => Build(wanted, progress, session.Cancellation));
        Table table = Tables.Create("model", "harness", "flavour", ">compiled in", "library");
        foreach (BuiltModel model in built)
        {
            ModelSpecification what = model.Specification;
            string time = model.BuildTime == TimeSpan.Zero ? "cached" : string.Create(CultureInfo.InvariantCulture, $"{model.BuildTime.TotalSeconds:F1} s");
            table.AddRow(new Text(what.Sources.Top), new Text(what.Harness.Name), new Text(what.Flavour.ToString()), new Text(time), new Text(Path.GetRelativePath(ProjectFolder.Root, model.LibraryPath)));
        }

        session.Console.Draw(table);
        session.Console.JsonObject(new { exitCode = 0, models = built.Select(Describe).ToArray() });
        return 0;
    }

    private static BuiltModel[] Build(List<ModelSpecification> wanted, IProgressSink progress, CancellationToken cancellation)
    {
        var built = new List<BuiltModel>();
        foreach (ModelSpecification specification in wanted)
        {
            progress.Report("models", built.Count, wanted.Count);
            built.Add(VerilatorBuild.Default.Build(specification, cancellation));
        }

        return [.. built];
    }

    private static object Describe(BuiltModel model) => new
    {
        top = model.Specification.Sources.Top,
        harness = model.Specification.Harness.Name,
        flavour = model.Specification.Flavour.ToString(),
        seconds = Math.Round(model.BuildTime.TotalSeconds, 3),
        library = model.LibraryPath,
    };

    private static ModelFlavour Parse(string word) => Enum.TryParse(word, ignoreCase: true, out ModelFlavour flavour) && Enum.IsDefined(flavour)
        ? flavour
        : throw new AcsException(ErrorCode.CommandLine, $"There is no flavour '{word}'.", expected: "fast, check, trace or cover", actual: word);
}
