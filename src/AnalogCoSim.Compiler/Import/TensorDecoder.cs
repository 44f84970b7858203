using System.Buffers.Binary;
using AnalogCoSim.Compiler.Onnx;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler.Import;

/// <summary>Turns stored ONNX tensors into constants, from raw bytes or from typed fields.</summary>
internal static class TensorDecoder
{
    public const int Float32 = 1;

    public const int Float16 = 10;

    public const int Float64 = 11;

    public static ConstantTensor Decode(OnnxTensor tensor, string where)
    {
        if (tensor.IsExternal)
        {
            throw new AcsException(
                ErrorCode.NetworkUnsupportedNode,
                $"Tensor '{tensor.Name}' is stored outside of the ONNX file.",
                where,
                "all tensors inside the file",
                "external data",
                "Save the model as one file: onnx.save_model(model, path, save_as_external_data=False).");
        }

        double[] values = Values(tensor, where);
        if (Array.Exists(values, double.IsNaN))
        {
            throw new AcsException(ErrorCode.NetworkInvalidShape, $"Tensor '{tensor.Name}' holds a NaN.", where, "numbers", "NaN", "Export the model again.");
        }

        long count = ConstantTensor.Count([.. tensor.Shape]);
        return count == values.Length
            ? new ConstantTensor([.. tensor.Shape], values, IsIntegerType(tensor.DataType))
            : throw new AcsException(
                ErrorCode.NetworkInvalidShape,
                $"Tensor '{tensor.Name}' does not hold as many numbers as its shape says.",
                where,
                $"{count} ({string.Join('x', tensor.Shape)})",
                $"{values.Length}",
                "Export the model again.");
    }

    public static bool IsIntegerType(int dataType) => dataType is 2 or 3 or 4 or 5 or 6 or 7 or 9 or 12 or 13;

    private static double[] Values(OnnxTensor tensor, string where)
    {
        byte[]? raw = tensor.Raw;
        return (tensor.DataType, raw) switch
        {
            (Float32, null) => [.. tensor.Floats.Select(v => (double)v)],
            (Float32, _) => Each(raw, 4, s => BinaryPrimitives.ReadSingleLittleEndian(s)),
            (Float64, null) => [.. tensor.Doubles],
            (Float64, _) => Each(raw, 8, s => BinaryPrimitives.ReadDoubleLittleEndian(s)),
            (Float16, null) => [.. tensor.Ints.Select(v => (double)BitConverter.UInt16BitsToHalf((ushort)v))],
            (Float16, _) => Each(raw, 2, s => (double)BinaryPrimitives.ReadHalfLittleEndian(s)),
            (7, null) => [.. tensor.Longs.Select(v => (double)v)],
            (7, _) => Each(raw, 8, s => BinaryPrimitives.ReadInt64LittleEndian(s)),
            (6, _) when raw is not null => Each(raw, 4, s => BinaryPrimitives.ReadInt32LittleEndian(s)),
            (2 or 9, _) when raw is not null => Each(raw, 1, s => s[0]),
            (3, _) when raw is not null => Each(raw, 1, s => (sbyte)s[0]),
            (2 or 3 or 6 or 9, null) => [.. tensor.Ints.Select(v => (double)v)],
            _ => throw new AcsException(
                ErrorCode.NetworkUnsupportedNode,
                $"Tensor '{tensor.Name}' has an element type that is not supported.",
                where,
                "float16, float32, float64, int8, uint8, int32, int64 or bool",
                $"ONNX data type {tensor.DataType}",
                "Export the model in float32."),
        };
    }

    private delegate double ReadElement(ReadOnlySpan<byte> source);

    private static double[] Each(byte[] raw, int size, ReadElement read)
    {
        // A length that is no multiple of the element size gives a count that the shape check refuses.
        var values = new double[raw.Length % size == 0 ? raw.Length / size : 0];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = read(raw.AsSpan(i * size, size));
        }

        return values;
    }
}
