using System.Collections.Immutable;
using AnalogCoSim.Verilator.Typed;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AnalogCoSim.ModelGenerator.Tests;

/// <summary>Runs the generator over descriptions and compiles what comes out.</summary>
internal static class Generation
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    public static string Golden(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name));

    public static GeneratorDriver Driver(params AdditionalText[] files) => CSharpGeneratorDriver.Create(
        [new ModelClassGenerator().AsSourceGenerator()], files, Language, optionsProvider: null, new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true));

    public static CSharpCompilation Compilation(string source = "") => CSharpCompilation.Create(
        "Consumer",
        [CSharpSyntaxTree.ParseText(source, Language)],
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':').Append(typeof(RtlModule).Assembly.Location).Distinct().Select(path => MetadataReference.CreateFromFile(path))],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Sources of the classes, and all errors and warnings of the compiler and the generator.</summary>
    public static (string[] Sources, ImmutableArray<Diagnostic> Diagnostics) Run(string model, string source = "")
    {
        GeneratorDriver driver = Driver(new Text("/obj/model.acsmodel", model)).RunGeneratorsAndUpdateCompilation(Compilation(source), out Compilation result, out ImmutableArray<Diagnostic> told);
        return ([.. driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString())],
            [.. told, .. result.GetDiagnostics().Where(one => one.Severity >= DiagnosticSeverity.Warning)]);
    }

    internal sealed class Text(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
