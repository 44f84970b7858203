using System.Runtime.InteropServices;
using Google.Protobuf;

namespace AnalogCoSim.Compiler.Tests.Support;

/// <summary>Writes small ONNX files for tests, straight in the wire format.</summary>
internal sealed class OnnxBuilder(long opset = 13)
{
    private readonly List<ByteString> _nodes = [];
    private readonly List<ByteString> _initializers = [];
    private readonly List<ByteString> _inputs = [];
    private readonly List<ByteString> _outputs = [];

    public OnnxBuilder Input(string name, params object[] shape) => InputOf(name, 1, shape);

    public OnnxBuilder InputOf(string name, int elementType, params object[] shape)
    {
        _inputs.Add(ValueInfo(name, elementType, shape));
        return this;
    }

    public OnnxBuilder Output(string name)
    {
        _outputs.Add(ValueInfo(name, 1, []));
        return this;
    }

    public OnnxBuilder Node(string type, string[] inputs, string output, params (string Name, object Value)[] attributes) => Node(type, inputs, [output], attributes);

    /// <summary>A node of several outputs, named after the first.</summary>
    public OnnxBuilder Node(string type, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        _nodes.Add(Message(w =>
        {
            foreach (string input in inputs)
            {
                Text(w, 1, input);
            }

            foreach (string output in outputs)
            {
                Text(w, 2, output);
            }

            Text(w, 3, type + "_" + outputs[0]);
            Text(w, 4, type);
            foreach ((string name, object value) in attributes)
            {
                Nested(w, 5, Attribute(name, value));
            }
        }));
        return this;
    }

    /// <summary>A float32 tensor as raw bytes.</summary>
    public OnnxBuilder Floats(string name, long[] shape, params float[] values)
    {
        _initializers.Add(Tensor(name, shape, 1, w => Raw(w, MemoryMarshal.AsBytes(values.AsSpan()))));
        return this;
    }

    /// <summary>A tensor in its typed field: float, double, long or int.</summary>
    public OnnxBuilder Typed(string name, long[] shape, Array values)
    {
        _initializers.Add(values switch
        {
            float[] v => Tensor(name, shape, 1, w => Packed(w, 4, v, (o, x) => o.WriteFloat(x))),
            double[] v => Tensor(name, shape, 11, w => Packed(w, 10, v, (o, x) => o.WriteDouble(x))),
            long[] v => Tensor(name, shape, 7, w => Packed(w, 7, v, (o, x) => o.WriteInt64(x))),
            Half[] v => Tensor(name, shape, 10, w => Packed(w, 5, v, (o, x) => o.WriteInt32(BitConverter.HalfToUInt16Bits(x)))),
            _ => throw new ArgumentException("type"),
        });
        return this;
    }

    public OnnxBuilder Longs(string name, params long[] values)
    {
        _initializers.Add(Tensor(name, [values.Length], 7, w => Raw(w, MemoryMarshal.AsBytes(values.AsSpan()))));
        return this;
    }

    public OnnxBuilder External(string name, params long[] shape)
    {
        _initializers.Add(Tensor(name, shape, 1, w => Number(w, 14, 1)));
        return this;
    }

    public static ByteString Tensor(string name, long[] shape, int type, Action<CodedOutputStream> data) => Message(w =>
    {
        Packed(w, 1, shape, (o, x) => o.WriteInt64(x));
        Number(w, 2, type);
        Text(w, 8, name);
        data(w);
    });

    public byte[] Build() => Message(w =>
    {
        Number(w, 1, 8);
        Nested(w, 7, Message(g =>
        {
            _nodes.ForEach(n => Nested(g, 1, n));
            Text(g, 2, "test");
            _initializers.ForEach(n => Nested(g, 5, n));
            _inputs.ForEach(n => Nested(g, 11, n));
            _outputs.ForEach(n => Nested(g, 12, n));
        }));
        Nested(w, 8, Message(o => Number(o, 2, opset)));
    }).ToByteArray();

    private static ByteString Attribute(string name, object value) => Message(w =>
    {
        Text(w, 1, name);
        switch (value)
        {
            case float f:
                w.WriteTag(2, WireFormat.WireType.Fixed32);
                w.WriteFloat(f);
                break;
            case int i: Number(w, 3, i); break;
            case long l: Number(w, 3, l); break;
            case string s: Text(w, 4, s); break;
            case ByteString t: Nested(w, 5, t); break;
            case long[] list:
                foreach (long item in list)
                {
                    Number(w, 8, item);
                }

                break;
            default: throw new ArgumentException(name);
        }
    });

    private static ByteString ValueInfo(string name, int elementType, object[] shape) => Message(w =>
    {
        Text(w, 1, name);
        Nested(w, 2, Message(type => Nested(type, 1, Message(tensor =>
        {
            Number(tensor, 1, elementType);
            Nested(tensor, 2, Message(s => Array.ForEach(shape, d => Nested(s, 1, Message(dim =>
            {
                if (d is int n)
                {
                    Number(dim, 1, n);
                }
                else
                {
                    Text(dim, 2, (string)d);
                }
            })))));
        }))));
    });

    private static ByteString Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new CodedOutputStream(stream, true))
        {
            write(writer);
        }

        return ByteString.CopyFrom(stream.ToArray());
    }

    private static void Text(CodedOutputStream w, int field, string text)
    {
        w.WriteTag(field, WireFormat.WireType.LengthDelimited);
        w.WriteString(text);
    }

    private static void Number(CodedOutputStream w, int field, long number)
    {
        w.WriteTag(field, WireFormat.WireType.Varint);
        w.WriteInt64(number);
    }

    private static void Nested(CodedOutputStream w, int field, ByteString message)
    {
        w.WriteTag(field, WireFormat.WireType.LengthDelimited);
        w.WriteBytes(message);
    }

    private static void Raw(CodedOutputStream w, ReadOnlySpan<byte> bytes) => Nested(w, 9, ByteString.CopyFrom(bytes));

    private static void Packed<T>(CodedOutputStream w, int field, T[] values, Action<CodedOutputStream, T> write) =>
        Nested(w, field, Message(o => Array.ForEach(values, v => write(o, v))));
}
