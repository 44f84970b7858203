using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using AnalogCoSim.Core.Arrays;

namespace AnalogCoSim.Fuzz;

/// <summary>Digests of what readers understood.</summary>
internal static class FuzzDigest
{
    public static ulong Of(ReadOnlySpan<byte> bytes) => XxHash3.HashToUInt64(bytes);

    public static ulong Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static ulong Of(IReadOnlyDictionary<string, NpyArray> arrays)
    {
        var hash = new XxHash3();
        foreach ((string name, NpyArray array) in arrays.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            hash.Append(Encoding.UTF8.GetBytes($"{name} {array.Data.GetType()} {string.Join(',', array.Shape)}"));
            hash.Append(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array.Data), Buffer.ByteLength(array.Data)));
        }

        return hash.GetCurrentHashAsUInt64();
    }
}
