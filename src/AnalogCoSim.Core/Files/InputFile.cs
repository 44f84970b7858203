using System.Globalization;
using System.Text;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Files;

/// <summary>The one way in which readers open input files: regular files of a bounded size, text in strict UTF-8, every failure a coded error.</summary>
public static class InputFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it should be.</param>
    /// <returns>The open file, at its start.</returns>
    /// <exception cref="AcsException">The kind's code for missing files where there is none that can be opened, its code for damaged ones where it is too large.</exception>
    public static FileStream Open(string path, InputKind kind)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(kind);
        CheckType(path, kind);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception inner) when (inner is IOException or UnauthorizedAccessException)
        {
            throw Unopened(path, kind, "cannot be opened", inner.Message, inner);
        }

        if (file.Length <= kind.MostBytes)
        {
            return file;
        }

        long length = file.Length;
        file.Dispose();
        throw new AcsException(kind.Damaged, $"The {kind.Noun} is too large.", path, Bytes("at most ", kind.MostBytes), Bytes(string.Empty, length), "Use a smaller file.");
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it should be.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="AcsException">As <see cref="Open"/>.</exception>
    public static byte[] ReadBytes(string path, InputKind kind)
    {
        using FileStream file = Open(path, kind);
        try
        {
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception inner) when (inner is IOException or UnauthorizedAccessException)
        {
            throw Unopened(path, kind, "cannot be read", inner.Message, inner);
        }
    }

    /// <summary>Reads a whole text file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it should be.</param>
    /// <returns>Its text, without the byte order mark.</returns>
    /// <exception cref="AcsException">As <see cref="Open"/>; the code for damaged files where it is not UTF-8.</exception>
    public static string ReadText(string path, InputKind kind) => Text(ReadBytes(path, kind), path, kind);

    /// <summary>Decodes text.</summary>
    /// <param name="bytes">UTF-8, with or without byte order mark.</param>
    /// <param name="path">What errors call it.</param>
    /// <param name="kind">What it should be.</param>
    /// <returns>The text.</returns>
    /// <exception cref="AcsException">The code for damaged files, with the line, where it is not UTF-8 or holds a NUL.</exception>
    public static string Text(byte[] bytes, string path, InputKind kind)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(kind);
        ReadOnlySpan<byte> content = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
        int nul = content.IndexOf((byte)0);
        try
        {
            return nul < 0 ? Strict.GetString(content) : throw NotText(content, nul, path, kind, "a NUL", null);
        }
        catch (DecoderFallbackException inner)
        {
            throw NotText(content, Math.Max(0, inner.Index), path, kind, $"byte 0x{Convert.ToHexString(inner.BytesUnknown ?? [])}", inner);
        }
    }

    private static AcsException NotText(ReadOnlySpan<byte> content, int at, string path, InputKind kind, string actual, Exception? inner)
    {
        int line = 1 + content[..Math.Min(at, content.Length)].Count((byte)'\n');
        return new AcsException(kind.Damaged, $"The {kind.Noun} is not UTF-8 text.", string.Create(CultureInfo.InvariantCulture, $"{path}:{line}"), "UTF-8", actual, "Save the file as UTF-8.", inner);
    }

    private static void CheckType(string path, InputKind kind)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw Unopened(path.Replace("\0", "\\0", StringComparison.Ordinal), kind, "has no possible name", path.Length == 0 ? "an empty path" : "a path with a NUL");
        }

        switch (FileTypes.Of(path))
        {
            case FileType.None:
                throw Unopened(path, kind, "does not exist", "nothing");
            case FileType.Folder:
                throw Unopened(path, kind, "is a folder", "a folder");
            case FileType.Special:
                throw Unopened(path, kind, "is not a regular file", "a pipe, socket or device");
        }
    }

    // Handles or memory that ran out say nothing about the file.
    private static AcsException Unopened(string path, InputKind kind, string what, string actual, Exception? inner = null) =>
        inner is not null && FileErrors.Of(inner, path) is { Code: ErrorCode.OutOfResources } resources
            ? resources
            : new(kind.Missing, $"The {kind.Noun} {what}.", path, $"a readable {kind.Noun}", actual, kind.MissingRemedy, inner);

    private static string Bytes(string before, long count) => string.Create(CultureInfo.InvariantCulture, $"{before}{count} bytes");
}
