using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;

namespace AnalogCoSim.Fuzz;

/// <summary>Damage as disks, networks, editors and exporters do it: flipped bits, missing, doubled and foreign stretches, numbers out of range.</summary>
public sealed partial class Damage
{
    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "2.7", "NaN", ".nan", "inf", "-.inf", "1e300", "1e-300", "255", "256", "65536", "2147483647", "2147483648", "-2147483648", "4294967297", "9223372036854775807",
        "18446744073709551616", "0x7FFFFFFF", "", "~", "true", "[]", "{}", "&a [*a]", "\"", "'", "\0", "\u00FF", "!!binary x", "---", "1_000", "٣",
    ];

    private static readonly ulong[] Patterns = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x100000001, 0x7FFFFFFFFFFFFFFF, ulong.MaxValue, 0x7F800000, 0x7FC00000, 0x7FF8000000000000];

    private readonly Random _random;

    /// <summary>The damage of one input.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="reader">Name of the reader.</param>
    /// <param name="number">Number of the input.</param>
    public Damage(int seed, string reader, int number) =>
        _random = new Random((int)XxHash32.HashToUInt32(Encoding.UTF8.GetBytes($"{seed}/{reader}/{number}")));

    /// <summary>Damages a binary file in one to four places.</summary>
    /// <param name="bytes">The file; left as it is.</param>
    /// <returns>A damaged copy.</returns>
    public byte[] Bytes(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var list = new List<byte>(bytes);
        for (int times = _random.Next(1, 5); times > 0; times--)
        {
            Once(list);
        }

        return [.. list];
    }

    /// <summary>Damages a text file: half of the time as bytes, else a number, a word or a line.</summary>
    /// <param name="bytes">The file; left as it is.</param>
    /// <returns>A damaged copy.</returns>
    public byte[] Text(byte[] bytes)
    {
        if (_random.Next(4) == 0)
        {
            return Bytes(bytes);
        }

        string text = Encoding.UTF8.GetString(bytes);
        for (int times = _random.Next(1, 4); times > 0; times--)
        {
            text = _random.Next(3) == 0 ? Lines(text) : Word(text);
        }

        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Damages the members of an npz file and seals it again, so that checksums are right and only the readers behind them can tell.</summary>
    /// <param name="bytes">The archive.</param>
    /// <returns>A sound archive with damaged contents.</returns>
    public byte[] Members(byte[] bytes)
    {
        using var from = new ZipArchive(new MemoryStream(bytes));
        using var target = new MemoryStream();
        using (var to = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            int harmed = _random.Next(from.Entries.Count);
            for (int i = 0; i < from.Entries.Count; i++)
            {
                using var content = new MemoryStream();
                using (Stream member = from.Entries[i].Open())
                {
                    member.CopyTo(content);
                }

                byte[] whole = content.ToArray();
                using Stream written = to.CreateEntry(from.Entries[i].FullName, CompressionLevel.NoCompression).Open();
                written.Write(i != harmed ? whole : _random.Next(3) == 0 ? Bytes(whole) : [.. Text(whole[..Math.Min(128, whole.Length)]), .. whole[Math.Min(128, whole.Length)..]]);
            }
        }

        return target.ToArray();
    }

    /// <summary>Damages fields of a protobuf message and puts it together with right lengths, so that its parser takes it.</summary>
    /// <param name="bytes">The message.</param>
    /// <returns>A message with other numbers, contents or fields.</returns>
    public byte[] Fields(byte[] bytes)
    {
        List<WireField> message = WireField.Parse(bytes) ?? throw new ArgumentException("This is no message.", nameof(bytes));
        for (int times = _random.Next(1, 4); times > 0; times--)
        {
            List<WireField> around = message;
            int at = _random.Next(around.Count);
            while (around[at].Fields is { Count: > 0 } inner && _random.Next(8) > 0)
            {
                around = inner;
                at = _random.Next(around.Count);
            }

            Field(around, at);
            if (message.Count == 0)
            {
                break;
            }
        }

        return WireField.Write(message);
    }

    private void Field(List<WireField> fields, int at)
    {
        WireField field = fields[at];
        switch (_random.Next(8))
        {
            case 0: fields.RemoveAt(at); break;
            case 1: fields.Add(field); break;
            case 2: (fields[at], fields[0]) = (fields[0], fields[at]); break;
            default:
                if (field.IsNumber)
                {
                    field.Number = _random.Next(2) == 0 ? Patterns[_random.Next(Patterns.Length)] : unchecked(field.Number + (ulong)_random.Next(-2, 3));
                }
                else if (field.Fields is null)
                {
                    var list = new List<byte>(field.Bytes);
                    Once(list);
                    field.Bytes = [.. list];
                }

                break;
        }
    }

    private void Once(List<byte> bytes)
    {
        int at = Place(bytes.Count);
        int length = Math.Min(_random.Next(1, 1 << _random.Next(1, 10)), bytes.Count - at);
        switch (_random.Next(8))
        {
            case 0: bytes.RemoveRange(at, bytes.Count - at); break;
            case 1: bytes.RemoveRange(at, length); break;
            case 2: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 3: bytes.InsertRange(at, Foreign(_random.Next(1, 9))); break;
            case 4: Overwrite(bytes, at, Foreign(8)[..Math.Min(1 << _random.Next(4), 8)]); break;
            case 5 when bytes.Count > 0: bytes[at] = (byte)_random.Next(256); break;
            default:
                if (at < bytes.Count)
                {
                    bytes[at] ^= (byte)(1 << _random.Next(8));
                }

                break;
        }
    }

    // Headers and directories stand at both ends.
    private int Place(int count) => count == 0 ? 0 : _random.Next(4) switch
    {
        0 => _random.Next(Math.Min(count, 256)),
        1 => count - 1 - _random.Next(Math.Min(count, 256)),
        _ => _random.Next(count),
    };

    private byte[] Foreign(int length)
    {
        byte[] eight = new byte[8];
        ulong pattern = Patterns[_random.Next(Patterns.Length)];
        if (_random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(eight, pattern);
        }
        else
        {
            BinaryPrimitives.WriteUInt64BigEndian(eight, pattern);
        }

        return eight[..Math.Min(length, 8)];
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] with)
    {
        for (int k = 0; k < with.Length && at + k < bytes.Count; k++)
        {
            bytes[at + k] = with[k];
        }
    }

    private string Lines(string text)
    {
        List<string> lines = [.. text.Split('\n')];
        int at = _random.Next(lines.Count);
        switch (_random.Next(4))
        {
            case 0: lines.RemoveAt(at); break;
            case 1: lines.Insert(at, lines[at]); break;
            case 2: lines[at] = "  " + lines[at]; break;
            default: lines.Insert(_random.Next(lines.Count), lines[at]); break;
        }

        return string.Join('\n', lines);
    }

    private string Word(string text)
    {
        MatchCollection words = _random.Next(3) == 0 ? Words().Matches(text) : Digits().Matches(text);
        if (words.Count == 0)
        {
            return text;
        }

        Match word = words[_random.Next(words.Count)];
        return text[..word.Index] + Numbers[_random.Next(Numbers.Length)] + text[(word.Index + word.Length)..];
    }

    [GeneratedRegex("-?[0-9][0-9a-fA-Fx.]*")]
    private static partial Regex Digits();

    [GeneratedRegex("[A-Za-z_]+")]
    private static partial Regex Words();
}
