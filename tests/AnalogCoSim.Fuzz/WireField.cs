namespace AnalogCoSim.Fuzz;

/// <summary>A field of a protobuf message, taken apart without its schema: bytes that read as a message are one.</summary>
/// <remarks>Source: Protocol Buffers, Encoding: tag = number * 8 + type; types 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes.</remarks>
internal sealed class WireField(ulong tag)
{
    private const int MostDepth = 8;

    private int Type => (int)(tag & 7);

    /// <summary>Value of a varint.</summary>
    public ulong Number { get; set; }

    /// <summary>Contents of all other types, where they are no message.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>Fields of a message; null for all others.</summary>
    public List<WireField>? Fields { get; private set; }

    public bool IsNumber => Type == 0;

    /// <summary>Takes a message apart.</summary>
    /// <returns>Its fields; null if it is none.</returns>
    public static List<WireField>? Parse(ReadOnlySpan<byte> message, int depth = 0)
    {
        var fields = new List<WireField>();
        while (message.Length > 0)
        {
            if (!TryVarint(ref message, out ulong tag) || tag < 8)
            {
                return null;
            }

            var field = new WireField(tag);
            ulong length = 0;
            bool whole = field.Type switch
            {
                0 => TryVarint(ref message, out length),
                1 => (length = 8) > 0,
                2 => TryVarint(ref message, out length),
                5 => (length = 4) > 0,
                _ => false,
            };
            if (!whole || (field.Type != 0 && length > (ulong)message.Length))
            {
                return null;
            }

            if (field.Type == 0)
            {
                field.Number = length;
            }
            else
            {
                field.Bytes = message[..(int)length].ToArray();
                field.Fields = field.Type == 2 && length > 0 && depth < MostDepth ? Parse(field.Bytes, depth + 1) : null;
                message = message[(int)length..];
            }

            fields.Add(field);
        }

        return fields;
    }

    /// <summary>Puts a message together, with right lengths.</summary>
    public static byte[] Write(IEnumerable<WireField> fields)
    {
        var bytes = new List<byte>();
        foreach (WireField field in fields)
        {
            field.WriteTo(bytes);
        }

        return [.. bytes];
    }

    private void WriteTo(List<byte> bytes)
    {
        AddVarint(bytes, tag);
        if (IsNumber)
        {
            AddVarint(bytes, Number);
            return;
        }

        byte[] content = Fields is null ? Bytes : Write(Fields);
        if (Type == 2)
        {
            AddVarint(bytes, (ulong)content.Length);
        }
        else
        {
            Array.Resize(ref content, Type == 1 ? sizeof(ulong) : sizeof(uint));
        }

        bytes.AddRange(content);
    }

    private static void AddVarint(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)((value & 0x7F) | 0x80));
        }

        bytes.Add((byte)value);
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (int k = 0; k < Math.Min(10, bytes.Length); k++)
        {
            value |= (ulong)(bytes[k] & 0x7F) << (7 * k);
            if (bytes[k] < 0x80)
            {
                bytes = bytes[(k + 1)..];
                return true;
            }
        }

        return false;
    }
}
