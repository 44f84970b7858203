using System.Text.Json.Nodes;

namespace AnalogCoSim.Report.Recorded;

/// <summary>The part of a JSON object that a record keeps.</summary>
internal static class KeptFields
{
    /// <summary>Copies the fields that are named.</summary>
    /// <param name="from">The whole object.</param>
    /// <param name="paths">Fields, <c>a.b</c> for a field of a field; arrays on the way are kept item by item.</param>
    /// <returns>A new object with these fields alone, in the order of <paramref name="from"/>.</returns>
    public static JsonObject Of(JsonObject from, IReadOnlyList<string> paths)
    {
        var kept = new JsonObject();
        foreach ((string name, JsonNode? value) in from)
        {
            string[] below = [.. paths.Where(path => path.StartsWith(name + ".", StringComparison.Ordinal)).Select(path => path[(name.Length + 1)..])];
            if (paths.Contains(name))
            {
                kept[name] = value?.DeepClone();
            }
            else if (below.Length > 0)
            {
                kept[name] = Below(value, below);
            }
        }

        return kept;
    }

    /// <summary>Whether a field is there; of an array, in at least one item.</summary>
    /// <param name="node">Where to look.</param>
    /// <param name="path">The field.</param>
    /// <returns>True if it is.</returns>
    public static bool Has(JsonNode? node, string path)
    {
        if (node is JsonArray items)
        {
            return items.Any(item => Has(item, path));
        }

        string[] parts = path.Split('.', 2);
        return node is JsonObject fields && fields.TryGetPropertyValue(parts[0], out JsonNode? value) && (parts.Length == 1 || Has(value, parts[1]));
    }

    private static JsonNode? Below(JsonNode? value, string[] paths) => value switch
    {
        JsonObject fields => Of(fields, paths),
        JsonArray items => new JsonArray([.. items.Select(item => Below(item, paths))]),
        _ => null,
    };
}
