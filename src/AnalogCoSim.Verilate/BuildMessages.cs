using System.Globalization;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilate;

/// <summary>Writes messages as MSBuild, IDEs and CI read them: <c>file(line,column): error CODE: text</c>.</summary>
/// <param name="output">Where to.</param>
internal sealed class BuildMessages(TextWriter output)
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Errors so far.</summary>
    public int Errors { get; private set; }

    /// <summary>Writes a message of a tool; the same one only once, since flavours of a model share it.</summary>
    /// <param name="message">The message.</param>
    public void Tell(ToolMessage message)
    {
        string code = message.Code.Length > 0 ? message.Code : message.IsError ? CodeText(ErrorCode.RtlDoesNotCompile) : "VERILATOR";
        Write(message.File, message.Line, message.Column, message.IsError, code, message.Text);
    }

    /// <summary>Writes an error.</summary>
    /// <param name="file">File it is about.</param>
    /// <param name="line">Line; 0 where it is about the whole file.</param>
    /// <param name="column">Column; 0 where unknown.</param>
    /// <param name="error">The error.</param>
    public void Error(string file, int line, int column, AcsException error)
    {
        string[] parts = [error.Message, Part("at", error.Where), Part("expected", error.Expected), Part("actual", error.Actual), Part("remedy", error.Remedy)];
        Write(file, line, column, isError: true, error.CodeText, string.Join("; ", parts.Where(part => part.Length > 0)));
    }

    /// <summary>Writes a warning.</summary>
    /// <param name="file">File it is about.</param>
    /// <param name="line">Line.</param>
    /// <param name="code">Its code.</param>
    /// <param name="text">The message.</param>
    public void Warning(string file, int line, ErrorCode code, string text) => Write(file, line, 0, isError: false, CodeText(code), text);

    private static string CodeText(ErrorCode code) => string.Create(CultureInfo.InvariantCulture, $"ACS{(int)code:D4}");

    private static string Part(string name, string? value) => string.IsNullOrEmpty(value) ? string.Empty : $"{name}: {value.ReplaceLineEndings(" ").Trim()}";

    private void Write(string file, int line, int column, bool isError, string code, string text)
    {
        string place = line <= 0 ? string.Empty : column <= 0 ? $"({line})" : $"({line},{column})";
        string message = $"{file}{place}: {(isError ? "error" : "warning")} {code}: {text.ReplaceLineEndings(" ")}";
        if (_told.Add(message))
        {
            Errors += isError ? 1 : 0;
            output.WriteLine(message);
        }
    }
}
