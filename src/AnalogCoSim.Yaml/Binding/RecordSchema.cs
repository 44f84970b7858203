using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AnalogCoSim.Yaml.Binding;

/// <summary>JSON Schemas, generated from the records that the parser fills: editors complete and check with them.</summary>
public static class RecordSchema
{
    private static readonly JsonSerializerOptions Style = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema of any record that the binder fills.</summary>
    /// <param name="type">Record type.</param>
    /// <param name="title">Title.</param>
    /// <returns>JSON text with a final line break.</returns>
    public static string Of(Type type, string title)
    {
        JsonObject schema = Mapping(type);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        AddFormer(schema, type);
        return schema.ToJsonString(Style).ReplaceLineEndings("\n") + "\n";
    }

    // An editor takes a former name and strikes it through; with both names it objects, as the parser does.
    private static void AddFormer(JsonObject schema, Type type)
    {
        foreach (KeyShape key in ObjectShape.For(type).Keys.Where(key => key.FormerName is not null))
        {
            schema["properties"]![key.FormerName!] = new JsonObject { ["$ref"] = $"#/properties/{key.Name}", ["deprecated"] = true, ["description"] = $"Former name of '{key.Name}'." };
            schema["not"] = new JsonObject { ["required"] = new JsonArray(key.Name, key.FormerName) };
        }
    }

    private static JsonObject Mapping(Type type)
    {
        var properties = new JsonObject();
        object defaults = Activator.CreateInstance(type)!;
        foreach (KeyShape key in ObjectShape.For(type).Keys)
        {
            JsonObject value = Value(key, key.ValueType);
            AddDefault(value, key, defaults);
            if (XmlSummaries.Of(key.Property) is { } summary)
            {
                value["description"] = summary;
            }

            properties[key.Name] = value;
        }

        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        JsonNode[] required = [.. ObjectShape.For(type).Keys.Where(k => k.Required).Select(k => (JsonNode)k.Name)];
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        return schema;
    }

    private static JsonObject Value(KeyShape key, Type type)
    {
        if (ObjectShape.IsMapping(type))
        {
            return Record(type);
        }

        if (KeyShape.EntryOf(type) is { } entry)
        {
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(key, entry) };
        }

        return KeyShape.ElementOf(type) is { } element ? List(key, element) : Scalar(key, type);
    }

    // One value stands for a list of one, but not a mapping: it would hide in which form a key is written.
    private static JsonObject List(KeyShape key, Type element)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = Value(key, element) };
        return ObjectShape.IsMapping(element) || KeyShape.EntryOf(element) is not null ? list : new JsonObject { ["anyOf"] = new JsonArray(list, Scalar(key, element)) };
    }

    private static JsonObject Record(Type type)
    {
        JsonObject mapping = Mapping(type);
        return ObjectShape.For(type).Shorthand is { } shorthand ? new JsonObject { ["anyOf"] = new JsonArray(Value(shorthand, shorthand.ValueType), mapping) } : mapping;
    }

    private static void AddDefault(JsonObject schema, KeyShape key, object defaults)
    {
        if (key.ElementType is not null)
        {
            return;
        }

        switch (key.Property.GetValue(defaults))
        {
            case Enum word when !key.Required:
                schema["default"] = ObjectShape.WordOf(word.ToString());
                break;
            case bool truth:
                schema["default"] = truth;
                break;
            case double number:
                schema["default"] = number;
                break;
            case int or ulong when !key.Required:
                schema["default"] = JsonNode.Parse(Convert.ToString(key.Property.GetValue(defaults), System.Globalization.CultureInfo.InvariantCulture)!);
                break;
        }
    }

    private static JsonObject Scalar(KeyShape key, Type type)
    {
        var schema = new JsonObject();
        if (type.IsEnum)
        {
            schema["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)ObjectShape.WordOf(name))]);
            return schema;
        }

        schema["type"] = type == typeof(string) ? "string" : type == typeof(bool) ? "boolean" : type == typeof(float) || type == typeof(double) ? "number" : "integer";
        if (key.AllowedValues is { } words)
        {
            schema["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]);
        }

        if (key.Pattern is { } pattern)
        {
            schema["pattern"] = pattern;
        }

        double? low = key.Minimum ?? (type == typeof(ulong) ? 0 : null);
        if (low is { } minimum)
        {
            schema["minimum"] = minimum;
        }

        if (key.Maximum is { } maximum && maximum != int.MaxValue)
        {
            schema["maximum"] = maximum;
        }

        return schema;
    }
}
