namespace AnalogCoSim.Verilator.Building;

/// <summary>What to build: sources, top module, flavour, native code around it.</summary>
/// <param name="Sources">RTL with its top module.</param>
/// <param name="Flavour">Which build.</param>
public sealed record ModelSpecification(RtlSources Sources, ModelFlavour Flavour)
{
    /// <summary>Name of the clock port where none is given.</summary>
    public const string UsualClock = "clk_i";

    /// <summary>In place of the name of a clock: the model drives none by itself, even where a port has the usual name.</summary>
    public const string NoClock = "";

    /// <summary>Native code around the model.</summary>
    public NativeHarness Harness { get; init; } = NativeHarness.Module;

    /// <summary>The port that is the clock. A module without the usual one is combinational; a name given here must exist.</summary>
    public string Clock { get; init; } = UsualClock;

    /// <summary>Picoseconds of a clock in waves, an even number.</summary>
    public int ClockPicoseconds { get; init; } = 1000;

    /// <summary>Values of the top module's parameters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Definitions for the preprocessor of Verilator: <c>NAME</c> or <c>NAME=VALUE</c>.</summary>
    public IReadOnlyList<string> Defines { get; init; } = [];

    /// <summary>Further arguments for Verilator, after all others.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether the RTL may ask for plusargs, which an instance gets when it is created. Results then depend on them: not for models whose builds are keys of results.</summary>
    public bool TakesPlusArgs { get; init; }

    /// <summary>Whether registers can be read, which state digests need.</summary>
    public bool PublicRegisters { get; init; } = true;

    /// <summary>Whether registers can be held at a value (<c>VerilatedModel.Force</c>), and logic behind a written one follows at the next evaluation. Costs some speed.</summary>
    public bool ForceableRegisters { get; init; }

    /// <summary>Whether instances can be saved and restored: with assertions always, and with waves where nothing is around the module.</summary>
    internal bool HasSnapshots => Flavour == ModelFlavour.Check || (Flavour == ModelFlavour.Trace && Harness == NativeHarness.Module);

    /// <summary>Whether registers power up with random bits, by the seed of the instance, instead of zeros.</summary>
    /// <remarks>The bits are those of the build: other flavours of the same RTL, and other versions of Verilator, have others. No golden file may depend on them.</remarks>
    public bool RandomPowerUp { get; init; }
}
