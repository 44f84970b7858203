using System.Globalization;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Yaml.Binding;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Testbench.Stimulus;

/// <summary>Transactions in files of their own: CSV, npz, or YAML.</summary>
public static class TransactionFile
{
    /// <summary>Key of the list in YAML.</summary>
    public const string ListKey = "transactions";

    private static readonly InputKind Kind = new("file of transactions", ErrorCode.DataNotFound, ErrorCode.DataDamaged, "Write the file again.", 1L << 30);

    /// <summary>Reads a file; its kind is that of its extension.</summary>
    /// <param name="path">File.</param>
    /// <param name="shape">The fields.</param>
    /// <returns>Values of all fields for each transaction, with their place in the file.</returns>
    /// <exception cref="AcsException">ACS0301, ACS0302, ACS0303 for the file; ACS0103, ACS0104 for what is in it.</exception>
    public static IEnumerable<(ulong[] Values, string Where)> Read(string path, TransactionShape shape) => Path.GetExtension(path) switch
    {
        ".csv" => ReadCsv(path, shape),
        ".npz" => ReadNpz(path, shape),
        ".yaml" => ReadYaml(path, shape),
        _ => throw new AcsException(ErrorCode.ScenarioInvalidValue, "The kind of a file of transactions is told by its name.", path, "*.csv, *.npz or *.yaml", Path.GetExtension(path)),
    };

    /// <summary>Transactions as YAML text that <see cref="Read"/> reads.</summary>
    /// <param name="transactions">The transactions.</param>
    /// <param name="indent">Blanks before each line of the list.</param>
    /// <returns>The list, one transaction a line.</returns>
    public static string Write(IEnumerable<Transaction> transactions, int indent = 0) =>
        string.Concat(transactions.Select(one => $"{new string(' ', indent)}- {one}\n"));

    private static IEnumerable<(ulong[] Values, string Where)> ReadCsv(string path, TransactionShape shape)
    {
        string[] lines = InputFile.ReadText(path, Kind).ReplaceLineEndings("\n").Split('\n');
        Field[] columns = [.. lines[0].Split(',', StringSplitOptions.TrimEntries).Select(name => shape.Named(name, $"{path}:1"))];
        for (int k = 1; k < lines.Length; k++)
        {
            if (lines[k].Length == 0)
            {
                continue;
            }

            string where = string.Create(CultureInfo.InvariantCulture, $"{path}:{k + 1}");
            string[] cells = lines[k].Split(',', StringSplitOptions.TrimEntries);
            if (cells.Length != columns.Length)
            {
                throw new AcsException(ErrorCode.DataDamaged, "A line has another number of values than the first line has names.", where, $"{columns.Length} values", $"{cells.Length}");
            }

            yield return (DirectedValues.Of(shape, columns.Zip(cells, (field, cell) => KeyValuePair.Create(field.Name, cell)), where), where);
        }
    }

    private static IEnumerable<(ulong[] Values, string Where)> ReadNpz(string path, TransactionShape shape)
    {
        (Field Field, NpyArray Array)[] columns = [.. NpzArchive.Read(path).Select(pair => (shape.Named(pair.Key, path), pair.Value))];
        int count = columns.Length == 0 ? 0 : columns[0].Array.Data.Length;
        if (columns.FirstOrDefault(one => one.Array.Shape.Length != 1 || one.Array.Data.Length != count || one.Array.Data is float[] or double[]) is { Array: not null } wrong)
        {
            string actual = $"{wrong.Array.Data.GetType().GetElementType()!.Name}, shape [{string.Join(", ", wrong.Array.Shape)}]";
            throw new AcsException(ErrorCode.ArrayMismatch, $"The array of '{wrong.Field.Name}' does not fit.", path, $"{count} integers, shape [{count}]", actual);
        }

        for (int k = 0; k < count; k++)
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"{path}, element {k}");
            yield return (DirectedValues.Of(shape, columns.Select(one => KeyValuePair.Create(one.Field.Name, Text(one.Field, one.Array.Data.GetValue(k)))), where), where);
        }
    }

    // A word of a field may stand as its number.
    private static string Text(Field field, object? value)
    {
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        return field.Words.Count > 0 && int.TryParse(text, CultureInfo.InvariantCulture, out int word) && word >= 0 && word < field.Words.Count ? field.Words[word] : text;
    }

    private static IEnumerable<(ulong[] Values, string Where)> ReadYaml(string path, TransactionShape shape)
    {
        string text = InputFile.ReadText(path, Kind);
        var errors = new YamlErrors(path, text, "file of transactions");
        var binder = new YamlBinder(errors);
        YamlNode root = YamlTree.Read(text, errors);
        var list = (RecordedTransactions)binder.BindMapping(typeof(RecordedTransactions), root, string.Empty);
        errors.ThrowIfAny();
        for (int k = 0; k < list.Transactions.Count; k++)
        {
            string where = errors.PlaceOf(binder.NodeOf(string.Create(CultureInfo.InvariantCulture, $"{ListKey}.{k}")));
            yield return (DirectedValues.Of(shape, list.Transactions[k], where), where);
        }
    }

    private sealed record RecordedTransactions
    {
        public required IReadOnlyList<IReadOnlyDictionary<string, string>> Transactions { get; init; }
    }
}
