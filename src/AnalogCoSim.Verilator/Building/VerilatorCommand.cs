namespace AnalogCoSim.Verilator.Building;

/// <summary>Verilator's arguments for a model, by its version.</summary>
internal static class VerilatorCommand
{
    // Bits of a signal whose toggles are counted at most. The widest of a tile are its 256 inputs; Verilator alone would stop at 256 bits and say nothing.
    private const string WidestToggle = "2048";

    // From here on assertions are on unless switched off.
    private static readonly Version AssertionsOnByDefault = new(5, 38);

    /// <summary>The arguments that shape the generated code, without paths.</summary>
    /// <param name="specification">What to build.</param>
    /// <param name="version">Verilator's version.</param>
    /// <returns>Arguments.</returns>
    public static IReadOnlyList<string> Options(ModelSpecification specification, Version version)
    {
        List<string> options =
        [
            "--cc", "-O3", "--x-assign", "fast", "--x-initial", specification.RandomPowerUp ? "unique" : "fast", "-Wno-fatal", "-Wno-lint", "--output-split", "20000", "--MMD",
            "--top-module", specification.Sources.Top, "--prefix", "Vmodel",
        ];
        options.AddRange(specification.Parameters.Select(pair => $"-G{pair.Key}={pair.Value}"));
        options.AddRange(specification.Defines.Select(define => $"-D{define}"));
        options.AddRange(specification.Flavour switch
        {
            ModelFlavour.Check => ["--assert", "--savable"],
            ModelFlavour.Trace when specification.HasSnapshots => ["--assert", "--trace-fst", "--savable"],
            ModelFlavour.Trace => ["--assert", "--trace-fst"],
            ModelFlavour.Cover => ["--assert", "--coverage-line", "--coverage-toggle", "--coverage-max-width", WidestToggle],
            _ => [],
        });
        if (specification.Flavour is ModelFlavour.Fast && version >= AssertionsOnByDefault)
        {
            options.Add("--no-assert");
        }

        options.AddRange(specification.Arguments);
        return options;
    }

    /// <summary>The control file of a model.</summary>
    /// <param name="specification">What to build.</param>
    /// <returns>Its text.</returns>
    public static string ControlFile(ModelSpecification specification)
    {
        string registers = specification.PublicRegisters ? RegisterScan.ControlFile(specification.Sources, specification.ForceableRegisters) : "`verilator_config\n";
        return registers + specification.Harness.Control;
    }
}
