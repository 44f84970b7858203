using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using Google.Protobuf;

namespace AnalogCoSim.Compiler.Onnx;

/// <summary>Reads ONNX files from disk or memory and refuses what is not a whole model.</summary>
internal static class OnnxReader
{
    public static OnnxModel Read(string path) => Parse(InputFile.ReadBytes(path, InputKind.Network), path);

    public static OnnxModel Parse(byte[] bytes, string where)
    {
        OnnxModel model;
        try
        {
            model = OnnxWire.Model(new CodedInputStream(bytes));
        }
        catch (InvalidProtocolBufferException inner)
        {
            throw Unreadable(where, inner.Message, inner);
        }

        return model.Graph is { Outputs.Count: > 0 } && model.IrVersion > 0
            ? model
            : throw Unreadable(where, bytes.Length == 0 ? "an empty file" : "data without an ONNX graph", null);
    }

    private static AcsException Unreadable(string where, string actual, Exception? inner) =>
        new(ErrorCode.NetworkUnreadable, "The file is not a complete ONNX model.", where, "an ONNX model (ModelProto) with a graph", actual, "Export or fetch the file again.", inner);
}
