using AnalogCoSim.Core.Errors;
using Google.Protobuf;

namespace AnalogCoSim.Compiler.Onnx;

/// <summary>Reads ONNX files from disk or memory and refuses what is not a whole model.</summary>
internal static class OnnxReader
{
    public static OnnxModel Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new AcsException(ErrorCode.NetworkNotFound, "The network file does not exist.", path, "a readable ONNX file", "nothing", "Check the path.");
        }

        return Parse(File.ReadAllBytes(path), path);
    }

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
