using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Cli.Studies;

/// <summary>The options of the studies; each study takes those that change its result.</summary>
internal static class StudyOptions
{
    /// <summary><c>--cores</c>, of studies over several cores.</summary>
    public static readonly Option<int> Cores = new("--cores") { Description = $"Number of cores, 1 to {AllCores}.", HelpName = "N", DefaultValueFactory = _ => 4 };

    /// <summary><c>--core</c>, of studies of one core.</summary>
    public static readonly Option<int> Core = new("--core") { Description = $"Core, 0 to {AllCores - 1}.", HelpName = "N", DefaultValueFactory = _ => 0 };

    /// <summary><c>--preset</c>.</summary>
    public static readonly Option<string> Preset = new("--preset") { Description = "Measured array: hermes or joshi2020.", HelpName = "NAME", DefaultValueFactory = _ => "hermes" };

    /// <summary><c>--devices</c>.</summary>
    public static readonly Option<string> Devices = new("--devices") { Description = "one-device or two-device per polarity.", HelpName = "SCHEME", DefaultValueFactory = _ => "two-device" };

    /// <summary><c>--gmax</c>.</summary>
    public static readonly Option<double?> Gmax = new("--gmax") { Description = "Conductance of the largest weight; µS (default: that of the preset).", HelpName = "US" };

    /// <summary><c>--aim-seconds</c>.</summary>
    public static readonly Option<double?> AimSeconds = new("--aim-seconds") { Description = "Time after programming at which the weights are to be right; s (default: program the weights themselves).", HelpName = "S" };

    /// <summary><c>--passes</c>.</summary>
    public static readonly Option<int?> Passes = new("--passes") { Description = "Passes of programming, 1 to 16 (default 1); those after the first program anew what has relaxed out of the verify margin.", HelpName = "N" };

    /// <summary><c>--read-voltage</c>.</summary>
    public static readonly Option<double?> ReadVoltage = new("--read-voltage") { Description = "Read voltage; V, 0.01 to 1 (default 0.2).", HelpName = "V" };

    private const int AllCores = ChipGeometry.Cores;
    private const string Joshi = "joshi2020";
    private const string OneDevice = "one-device";

    private static readonly Option<string?> Out = new("--out") { Description = "Folder for CSV, npz and report.html.", HelpName = "DIR" };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Seed of devices, converters and weights.", HelpName = "N", DefaultValueFactory = _ => 1 };

    static StudyOptions()
    {
        Preset.AcceptOnlyFromAmong("hermes", Joshi);
        Devices.AcceptOnlyFromAmong(OneDevice, "two-device");
    }

    /// <summary>Adds the options that all studies have, and those of one, to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="own">Options of this study.</param>
    public static void AddTo(Command command, IEnumerable<Option> own)
    {
        foreach (Option option in (Option[])[Out, .. own, Seed, CommonOptions.Json])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The chip parameters that were asked for.</summary>
    /// <param name="session">The invocation.</param>
    /// <returns>Parameters within their ranges.</returns>
    /// <exception cref="AcsException">ACS0701 if a value is out of range.</exception>
    public static AnalogParameters Parameters(CliSession session)
    {
        var parameters = new AnalogParameters
        {
            Seed = session.Get(Seed),
            Preset = session.Get(Preset) == Joshi ? DevicePreset.Joshi2020 : DevicePreset.Hermes,
            Scheme = session.Get(Devices) == OneDevice ? ProgrammingScheme.OneDevice : ProgrammingScheme.TwoDevice,
            GmaxMicroSiemens = session.Get(Gmax),
            AimSeconds = session.Get(AimSeconds),
            ProgrammingPasses = session.Get(Passes) ?? 1,
        };
        parameters = session.Get(ReadVoltage) is { } volt ? parameters with { ReadVoltageVolt = volt } : parameters;
        parameters.Validate();
        return parameters;
    }

    /// <summary>The folder for the results.</summary>
    /// <param name="session">The invocation.</param>
    /// <returns>Full path, or null if nothing is to be written.</returns>
    public static string? Folder(CliSession session) => session.Get(Out) is { } folder ? FileErrors.Full(folder, Out.Name) : null;

    /// <summary>An option that counts or names cores.</summary>
    /// <param name="session">The invocation.</param>
    /// <param name="option"><see cref="Core"/> or <see cref="Cores"/>.</param>
    /// <returns>Its value.</returns>
    /// <exception cref="AcsException">ACS0701 if the chip has no such core.</exception>
    public static int Checked(CliSession session, Option<int> option)
    {
        int value = session.Get(option);
        int lowest = option == Cores ? 1 : 0;
        int highest = lowest + AllCores - 1;
        return value >= lowest && value <= highest
            ? value
            : throw new AcsException(
                ErrorCode.AnalogInvalidParameter,
                $"The option {option.Name} is out of range.",
                "command line",
                string.Create(CultureInfo.InvariantCulture, $"{lowest} to {highest}"),
                value.ToString(CultureInfo.InvariantCulture),
                $"set {option.Name} to a value in the range");
    }

    /// <summary>The settings as a line of the page.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <returns>Text.</returns>
    public static string Describe(AnalogParameters parameters) => string.Create(
        CultureInfo.InvariantCulture,
        $"preset {parameters.Preset} · {(parameters.Preset == DevicePreset.Joshi2020 || parameters.Scheme == ProgrammingScheme.OneDevice ? "one device" : "two devices")} a polarity"
        + $" · largest weight {parameters.GmaxMicroSiemens ?? parameters.PresetGmaxMicroSiemens:0.##} µS{(parameters.ProgrammingPasses > 1 ? $" · {parameters.ProgrammingPasses} passes of programming" : string.Empty)}"
        + $"{(parameters.AimSeconds is > 0 ? $" · targets for {parameters.AimSeconds:0.##} s after programming" : string.Empty)} · read voltage {parameters.ReadVoltageVolt:0.###} V · seed {parameters.Seed}");
}
