using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AnalogCoSim.ModelGenerator;

/// <summary>Makes a class of every model description (<c>*.acsmodel</c>) among the additional files.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelClassGenerator : IIncrementalGenerator
{
    /// <summary>Name of the step that tests look at: it is cached as long as a description stays as it was.</summary>
    public const string StepName = "Models";

    private static readonly DiagnosticDescriptor Unreadable = new(
        "ACSM001", "Model description is not readable", "{0} is not a model description of this version: delete the obj folder and build again", "AnalogCoSim", DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor NoName = new(
        "ACSM002", "Name of a model class", "{0} is not a name that a class can have: set ClassName of the Verilog item of module {1}", "AnalogCoSim", DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<(string Path, string Text)> models = context.AdditionalTextsProvider
            .Where(file => file.Path.EndsWith(".acsmodel", StringComparison.OrdinalIgnoreCase))
            .Select((file, token) => (file.Path, file.GetText(token)?.ToString() ?? string.Empty))
            .WithTrackingName(StepName);
        context.RegisterSourceOutput(models, (output, model) => Write(output, model.Path, model.Text));
    }

    private static void Write(SourceProductionContext output, string path, string text)
    {
        if (ModelFile.Parse(text) is not { } model)
        {
            output.ReportDiagnostic(Diagnostic.Create(Unreadable, Location.Create(path, default, default), Path.GetFileName(path)));
            return;
        }

        if (!Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(model.Class) || Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(model.Class) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None)
        {
            int line = Math.Max(int.TryParse(model.Line, out int number) ? number - 1 : 0, 0);
            var place = new LinePositionSpan(new LinePosition(line, 0), new LinePosition(line, 0));
            output.ReportDiagnostic(Diagnostic.Create(NoName, Location.Create(model.File.Length > 0 ? model.File : path, default, place), model.Class, model.Top));
            return;
        }

        output.AddSource(Path.GetFileNameWithoutExtension(path) + ".g.cs", SourceText.From(ClassWriter.Write(model), Encoding.UTF8));
    }
}
