using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Files;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Compiler;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Import;
using AnalogCoSim.Compiler.Options;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs compile</c>: an ONNX network becomes a chip program that <c>network.program</c> of a scenario can name.</summary>
internal static class CompileCommand
{
    private static readonly Argument<string> Network = new("NETWORK") { Description = "ONNX file; ${models} stands for the model folder." };
    private static readonly Option<string> Out = new("--out") { Description = "Folder for program.yaml and program.npz.", HelpName = "DIR", Required = true };
    private static readonly Option<string> Mean = new("--mean") { Description = "Mean of the input, in pixel steps; one number or one a channel.", HelpName = "M,M,..", DefaultValueFactory = _ => "0" };
    private static readonly Option<string> Std = new("--std") { Description = "Standard deviation of the input.", HelpName = "S,S,..", DefaultValueFactory = _ => "1" };
    private static readonly Option<float?> Gmax = new("--gmax") { Description = "Conductance of the largest weight, uS.", HelpName = "G" };
    private static readonly Option<DataSourceKind> Source = new("--calibration") { Description = "Images that set the INT8 scales: synthetic, cifar10, idx or npz.", HelpName = "KIND" };
    private static readonly Option<string?> Root = new("--calibration-root") { Description = "Their folder or file (default: the kind's own folder in the data folder).", HelpName = "PATH" };
    private static readonly Option<string> Split = new("--calibration-split") { Description = "Which part of them: train or test.", HelpName = "SPLIT", DefaultValueFactory = _ => "train" };
    private static readonly Option<int> Count = new Option<int>("--calibration-count") { Description = "How many of them.", HelpName = "N", DefaultValueFactory = _ => 256 }.Within(1);
    private static readonly Option<string?> Data = new("--data") { Description = "Folder of the data sets (default: $ACS_DATA).", HelpName = "DIR" };
    private static readonly Option<string?> Models = new("--models") { Description = "Folder of the networks (default: $ACS_MODELS).", HelpName = "DIR" };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("compile", "Compiles an ONNX network to a chip program and shows which layer runs on which cores.")
        {
            Network, Out, Mean, Std, Gmax, Source, Root, Split, Count, Data, Models, CommonOptions.Json,
        };
        command.Action = new CommandBody(Run,
        [
            "acs compile testbenches/chip_inference/networks/quickstart.onnx --out results/program --mean 128 --std 64",
            "acs compile '${models}/resnet9-cifar10.onnx' --out results/resnet9 --mean 125.3,123.0,113.9 --std 63.0,62.1,66.7 --calibration cifar10",
        ]);
        return command;
    }

    private static int Run(CliSession session)
    {
        var input = new NetworkSection { Mean = Numbers(session.Get(Mean)!, Mean.Name), Std = Numbers(session.Get(Std)!, Std.Name) };
        DeclaredRanges.Check(input, ErrorCode.CommandLine, "input's");
        var roots = new DataRoots(session.Get(Data), session.Get(Models));
        using OutputFolder folder = OutputFolder.Take(session.Get(Out)!, "program", ChipProgramFile.ArraysName, ChipProgramFile.YamlName);
        string onnx = roots.Resolve(session.Get(Network), CurrentFolder.OrRoot);
        CompiledNetwork compiled = session.Console.WithProgress(_ => Compile(session, onnx, roots, input));
        ChipProgramFile.Save(compiled.Program, folder.Path);
        string file = folder.In(ChipProgramFile.YamlName);
        session.Console.Draw(ProgramTable.Create(compiled.Program, compiled.Layers));
        session.Console.Line($"program: {file}");
        session.Console.JsonObject(new
        {
            exitCode = 0,
            program = file,
            name = compiled.Program.Name,
            cores = compiled.CoreCount,
            mvmsPerImage = ProgramTable.Mvms(compiled.Program),
            steps = ProgramTable.Describe(compiled.Program),
            layers = compiled.Layers,
        });
        return 0;
    }

    private static CompiledNetwork Compile(CliSession session, string onnx, DataRoots roots, NetworkSection input)
    {
        OtherFiles.RefuseAsNetwork(onnx);
        NetworkGraph graph = OnnxImporter.Import(onnx);
        var section = new DataSection { Source = session.Get(Source), Root = session.Get(Root), Count = session.Get(Count), Split = session.Get(Split)! };
        ImageSet images = ImageSetLoader.Load(section, roots, CurrentFolder.OrRoot, session.Cancellation);
        session.Cancellation.ThrowIfCancellationRequested();
        images = images.For(graph.InputShape.Channels, graph.InputShape.Height, graph.InputShape.Width, graph.InputChannelsLast, Path.GetFileName(onnx));
        var options = new CompilerOptions { InputMean = input.Mean, InputStd = input.Std };
        options = session.Get(Gmax) is { } gmax ? options with { GmaxMicroSiemens = gmax } : options;
        CompiledNetwork compiled = NetworkCompiler.Compile(graph, new CalibrationData(images.Values, images.Count), options, session.Cancellation);
        InputCheck.Units(compiled.Program, images);
        return compiled;
    }

    private static float[] Numbers(string text, string option)
    {
        try
        {
            return [.. text.Split(',').Select(part => float.Parse(part, CultureInfo.InvariantCulture))];
        }
        catch (FormatException)
        {
            throw new AcsException(ErrorCode.CommandLine, $"{option} is not a list of numbers.", expected: $"{option} 125.3,123.0,113.9", actual: text);
        }
    }
}
