using System.Globalization;

namespace AnalogCoSim.ModelGenerator;

/// <summary>A description that AnalogCoSim.Verilate has written: one fact a line. Equal texts make equal classes, so the text is what the compiler compares.</summary>
internal sealed class ModelFile
{
    private const string Head = "acsmodel 1";

    private readonly Dictionary<string, string> _facts = new(StringComparer.Ordinal);

    private ModelFile()
    {
    }

    /// <summary>Name of the class.</summary>
    public string Class => this["class"];

    /// <summary>Namespace; empty for none.</summary>
    public string Namespace => this["namespace"];

    /// <summary><c>public</c> or <c>internal</c>.</summary>
    public string Access => this["access"];

    /// <summary>Top module.</summary>
    public string Top => this["top"];

    /// <summary>File of the module.</summary>
    public string File => this["file"];

    /// <summary>Line of the module.</summary>
    public string Line => this["line"];

    /// <summary>The <c>///</c> lines of the module.</summary>
    public string Documentation => this["doc"];

    /// <summary>Clock port; empty without one.</summary>
    public string Clock => this["clock"];

    /// <summary>The clocks of a module that has several, with their periods in ps.</summary>
    public List<(string Port, int Picoseconds)> Clocks { get; } = [];

    /// <summary>Reset port; empty without one.</summary>
    public string Reset => this["reset"].Length == 0 ? string.Empty : this["reset"].Substring(this["reset"].IndexOf(' ') + 1);

    /// <summary>Whether 0 resets.</summary>
    public bool ResetIsLow => this["reset"].StartsWith("low ", StringComparison.Ordinal);

    /// <summary>Flavours with their libraries.</summary>
    public List<(string Flavour, string Library)> Builds { get; } = [];

    /// <summary>Ports in the order of their declaration.</summary>
    public List<ModelPort> Ports { get; } = [];

    /// <summary>The model's own table of its ports.</summary>
    public List<string> Table { get; } = [];

    private string this[string key] => _facts.TryGetValue(key, out string? value) ? value : string.Empty;

    /// <summary>Reads a description.</summary>
    /// <param name="text">Its text.</param>
    /// <returns>The model; null where the text is none.</returns>
    public static ModelFile? Parse(string text)
    {
        string[] lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        if (lines[0] != Head)
        {
            return null;
        }

        var model = new ModelFile();
        try
        {
            foreach (string line in lines.Skip(1).Where(line => line.Length > 0))
            {
                int blank = line.IndexOf(' ');
                model.Add(line.Substring(0, blank), line.Substring(blank + 1));
            }
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return null;
        }

        return model.Class.Length > 0 && model.Builds.Count > 0 ? model : null;
    }

    private void Add(string key, string value)
    {
        switch (key)
        {
            case "build":
                string[] build = value.Split([' '], 2);
                Builds.Add((build[0], build[1]));
                break;
            case "port":
                string[] part = value.Split(' ');
                Ports.Add(new ModelPort(part[1], part[0] == "in", Number(part[2]), Number(part[3]), Number(part[4]), part[5] == "signed", string.Empty, Number(part[6]), string.Empty));
                break;
            case "clocks":
                string[] clock = value.Split([' '], 2);
                Clocks.Add((clock[0], Number(clock[1])));
                break;
            case "declared":
                Ports[Ports.Count - 1] = Ports[Ports.Count - 1] with { Declared = value };
                break;
            case "portdoc":
                ModelPort port = Ports[Ports.Count - 1];
                Ports[Ports.Count - 1] = port with { Documentation = port.Documentation.Length == 0 ? value : port.Documentation + "\n" + value };
                break;
            case "table":
                Table.Add(value);
                break;
            case "doc" when _facts.TryGetValue(key, out string? before):
                _facts[key] = before + "\n" + value;
                break;
            default:
                _facts[key] = value;
                break;
        }
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
