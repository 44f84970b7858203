using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Yaml.Tests.Support;

/// <summary>All numbers that a kind of file may hold, found by reflection over its records, so that no section can be forgotten.</summary>
/// <remarks>In a path <c>0</c> stands for an item of a list, <c>any</c> for an entry under a free name. Texts that stand for numbers, such as values of fields, are no numbers here: blocks know their widths.</remarks>
internal static class RecordNumbers
{
    private const string File = "numbers.yaml";
    private const string Item = "0";
    private const string Entry = "any";

    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = true };

    /// <summary>Finds them.</summary>
    /// <param name="root">Record of the whole file.</param>
    /// <param name="path">Where it stands.</param>
    /// <returns>Test cases of path, type, and ends of the range; null where none is declared. A seed may be any number of 64 bits.</returns>
    public static IEnumerable<TestCaseData> Of(Type root, string path = "")
    {
        foreach (KeyShape key in ObjectShape.For(root).Keys)
        {
            (Type type, string at) = Inner(key.ValueType, path + key.Name);
            if (ObjectShape.IsMapping(type))
            {
                foreach (TestCaseData number in Of(type, at + "."))
                {
                    yield return number;
                }
            }
            else if (type == typeof(ulong) && key.Minimum is null)
            {
                yield return new TestCaseData(at, type, 0.0, (double)ulong.MaxValue).SetArgDisplayNames(at);
            }
            else if (type != typeof(string) && type != typeof(bool) && !type.IsEnum)
            {
                yield return new TestCaseData(at, type, key.Minimum, key.Maximum).SetArgDisplayNames(at);
            }
        }
    }

    /// <summary>Holds a number to its range, at its place.</summary>
    /// <param name="root">Record of the whole file.</param>
    /// <param name="number">Path, type and ends of the range.</param>
    /// <param name="parse">Reads a file: text and name.</param>
    /// <param name="complete">Adds to the smallest file what belongs to it without being required; null for nothing.</param>
    public static void AssertRefusedOutside(Type root, (string Path, Type Type, double? Low, double? High) number, Action<string, string> parse, Action<JsonObject>? complete = null)
    {
        Assert.That((number.Low, number.High), Is.Not.EqualTo(((double?)null, (double?)null)), "no [Range] on the property");
        foreach (string value in (string[])[Below(number.Type, number.Low!.Value), Above(number.Type, number.High!.Value)])
        {
            JsonObject file = Record(root, number.Path.Split('.'), JsonNode.Parse(value));
            complete?.Invoke(file);
            AcsException error = Assert.Throws<AcsException>(() => parse(file.ToJsonString(Lines), File), $"{number.Path}: {value}")!;
            Assert.That(error.Code, Is.EqualTo(ErrorCode.ScenarioInvalidValue), error.Render());
            Assert.That(error.Where, Does.Match($@"^{File}:\d+:\d+\n").And.Contains(value), "the place of the number, and no other error");
        }
    }

    /// <summary>Holds a schema to a range.</summary>
    /// <param name="schema">Text of the schema.</param>
    /// <param name="number">Path, type and ends of the range.</param>
    public static void AssertInSchema(string schema, (string Path, Type Type, double? Low, double? High) number)
    {
        JsonNode at = number.Path.Split('.').Aggregate(JsonNode.Parse(schema)!, Below);
        Assert.Multiple(() =>
        {
            Assert.That((double?)at["minimum"], Is.EqualTo(number.Low));
            Assert.That((double?)at["maximum"], number.High is int.MaxValue or (double)ulong.MaxValue ? Is.Null : Is.EqualTo(number.High));
        });
    }

    private static JsonNode Below(JsonNode schema, string name) => (schema["anyOf"] is JsonArray any ? any.Select(one => one!) : [schema])
        .Select(one => name == Item ? one["items"] : one["properties"]?[name] ?? one["additionalProperties"] as JsonObject)
        .First(found => found is not null)!;

    private static string Below(Type type, double low) => type == typeof(float) || type == typeof(double) ? Number(low - 1) : Number(low - 1, "F0");

    private static string Above(Type type, double high) => type == typeof(float) || type == typeof(double) ? Number((high * 1.01) + 1) : Number(high + 1, "F0");

    private static string Number(double value, string format = "R") => value.ToString(format, CultureInfo.InvariantCulture);

    private static (Type Type, string Path) Inner(Type type, string path) => (KeyShape.ElementOf(type), KeyShape.EntryOf(type)) switch
    {
        ({ } element, _) => Inner(element, $"{path}.{Item}"),
        (_, { } entry) => Inner(entry, $"{path}.{Entry}"),
        _ => (type, path),
    };

    private static JsonObject Record(Type type, string[] path, JsonNode? value)
    {
        var record = new JsonObject();
        foreach (KeyShape key in ObjectShape.For(type).Keys)
        {
            bool passes = path.Length > 0 && path[0] == key.Name;
            if (passes || key.Required)
            {
                record[key.Name] = Value(key, key.ValueType, passes ? path[1..] : [], passes ? value : null);
            }
        }

        return record;
    }

    private static JsonNode Value(KeyShape key, Type type, string[] path, JsonNode? value)
    {
        string[] rest = path.Length > 0 ? path[1..] : path;
        return (KeyShape.ElementOf(type), KeyShape.EntryOf(type)) switch
        {
            ({ } element, _) => new JsonArray(Value(key, element, rest, value)),
            (_, { } entry) => new JsonObject { [Entry] = Value(key, entry, rest, value) },
            _ when ObjectShape.IsMapping(type) => Record(type, path, value),
            _ => value ?? Sample(key, type),
        };
    }

    private static JsonNode Sample(KeyShape key, Type type) =>
        type.IsEnum ? ObjectShape.WordOf(Enum.GetNames(type)[0]) : type == typeof(string) ? key.AllowedValues?[0] ?? "small" : type == typeof(bool) ? true : JsonValue.Create(key.Minimum ?? 0);
}
