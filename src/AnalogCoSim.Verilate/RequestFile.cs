using System.Globalization;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilate;

/// <summary>The file that the targets write: one line per <c>Verilog</c> item, <c>key=value</c> parted by tabs, lists by semicolons.</summary>
internal static class RequestFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The models, each once.</returns>
    /// <exception cref="AcsException">RtlFileList: a value is wrong, or two models have one class.</exception>
    public static IReadOnlyList<ModelRequest> Read(string path) => Parse(File.ReadLines(path));

    /// <summary>Reads lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>The models, each once.</returns>
    /// <exception cref="AcsException">As above.</exception>
    public static IReadOnlyList<ModelRequest> Parse(IEnumerable<string> lines)
    {
        IEnumerable<ModelRequest> items = lines.Where(line => line.Length > 0).Select(line => One(line.Split('\t').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1].Trim())));
        var models = new List<ModelRequest>();
        foreach (ModelRequest item in items)
        {
            int same = models.FindIndex(model => model.Class == item.Class && model.Namespace == item.Namespace);
            if (same < 0)
            {
                models.Add(item);
            }
            else if (models[same].Top == item.Top)
            {
                models[same] = models[same] with { Files = [.. models[same].Files, .. item.Files] };
            }
            else
            {
                throw Wrong(item.Files[0], "ClassName", $"{item.Class} for {models[same].Top} and for {item.Top}", "one class for each top");
            }
        }

        return models;
    }

    private static ModelRequest One(Dictionary<string, string> values)
    {
        string file = Path.GetFullPath(Text("file"), Text("root"));
        string top = Text("top") is { Length: > 0 } named ? named : Path.GetFileNameWithoutExtension(file);
        return new ModelRequest
        {
            Root = Path.TrimEndingDirectorySeparator(Text("root")),
            Files = [file],
            Top = top,
            Class = Text("class") is { Length: > 0 } name ? name : PascalCase.Of(top),
            Namespace = Text("namespace"),
            Access = Choice("access", "public", "internal"),
            Clocks = Clocks(file, List("clock"), List("period")),
            Reset = Text("reset"),
            ResetLevel = Choice("resetlevel", string.Empty, "low", "high"),
            Flavours = [.. List("flavours").Select(flavour => Enum.TryParse(flavour, ignoreCase: true, out ModelFlavour known) && Enum.IsDefined(known)
                ? known : throw Wrong(file, "Flavours", flavour, string.Join(", ", Enum.GetNames<ModelFlavour>()))).DefaultIfEmpty(ModelFlavour.Check).Distinct()],
            IncludeFolders = [.. List("includes").Select(folder => Path.GetFullPath(folder, Text("root")))],
            Defines = List("defines"),
            Parameters = List("parameters").Select(pair => pair.Split('=', 2)).ToDictionary(
                pair => pair[0].Trim(), pair => pair.Length == 2 ? pair[1].Trim() : throw Wrong(file, "Parameters", pair[0], "NAME=VALUE, parted by semicolons")),
            Arguments = List("arguments"),
        };

        string Text(string key) => values.GetValueOrDefault(key, string.Empty);

        string[] List(string key) => Text(key).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        string Choice(string key, params string[] choices) => Text(key) is var text && choices.Contains(text) ? text : throw Wrong(file, key, text, string.Join(" or ", choices));
    }

    private static (string, int)[] Clocks(string file, string[] names, string[] periods)
    {
        int[] numbers = [.. periods.Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int period) && period > 0 && period % 2 == 0
            ? period : throw Wrong(file, "ClockPicoseconds", text, "an even number"))];
        int count = Math.Max(names.Length, 1);
        if (numbers.Length != 1 && numbers.Length != count)
        {
            throw Wrong(file, "ClockPicoseconds", string.Join(';', periods), $"one period, or {count}: one for each clock");
        }

        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            throw Wrong(file, "Clock", string.Join(';', names), "each port once");
        }

        return [.. names.DefaultIfEmpty(string.Empty).Select((name, index) => (name, numbers[numbers.Length == 1 ? 0 : index]))];
    }

    private static AcsException Wrong(string file, string metadata, string actual, string expected) =>
        new(ErrorCode.RtlFileList, $"Metadata {metadata} of a Verilog item is wrong.", where: file, expected: expected, actual: actual, remedy: $"correct {metadata} in the project file");
}
