using System.Text;

namespace AnalogCoSim.Cli.Tests;

/// <summary>Writes the smallest ONNX model there is: one node between an input and an output of shape [1, 3, 32, 32].</summary>
internal static class OnnxBytes
{
    public static byte[] WithOneNode(string operation)
    {
        byte[] node = [.. Text(1, "input"), .. Text(2, "logits"), .. Text(3, "the_node"), .. Text(4, operation)];
        byte[] graph = [.. Block(1, node), .. Text(2, "g"), .. Block(11, Value("input")), .. Block(12, Value("logits"))];
        byte[] operatorSet = [.. Text(1, string.Empty), .. Number(2, 13)];
        return [.. Number(1, 7), .. Block(7, graph), .. Block(8, operatorSet)];
    }

    private static byte[] Value(string name)
    {
        byte[] shape = [.. new[] { 1, 3, 32, 32 }.SelectMany(size => Block(1, Number(1, size)))];
        byte[] tensor = [.. Number(1, 1), .. Block(2, shape)];
        return [.. Text(1, name), .. Block(2, Block(1, tensor))];
    }

    private static byte[] Text(int field, string text) => Block(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Block(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int field, int value) => [.. Varint(field << 3), .. Varint(value)];

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        while (value >= 0x80)
        {
            bytes.Add((byte)(value | 0x80));
            value >>= 7;
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
