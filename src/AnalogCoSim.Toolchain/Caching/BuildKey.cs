using System.Security.Cryptography;
using System.Text;

namespace AnalogCoSim.Toolchain.Caching;

/// <summary>Collects everything a build result depends on, and hashes it.</summary>
/// <remarks>Each part is hashed with its name and length, so that no two lists of parts run together. File paths do not count, contents do.</remarks>
public sealed class BuildKey : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds a named text: a flag list, a tool version.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">The text.</param>
    /// <returns>This key.</returns>
    public BuildKey Add(string name, string value) => Add(name, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds the content of a file under its file name.</summary>
    /// <param name="path">The file.</param>
    /// <returns>This key.</returns>
    public BuildKey AddFile(string path) => Add(Path.GetFileName(path), File.ReadAllBytes(path));

    /// <summary>Adds named bytes.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="value">The bytes.</param>
    /// <returns>This key.</returns>
    public BuildKey Add(string name, ReadOnlySpan<byte> value)
    {
        byte[] label = Encoding.UTF8.GetBytes(name);
        _hash.AppendData(BitConverter.GetBytes(label.Length));
        _hash.AppendData(label);
        _hash.AppendData(BitConverter.GetBytes(value.Length));
        _hash.AppendData(value);
        return this;
    }

    /// <summary>The key as a file name: 40 lower-case hexadecimal digits of SHA-256.</summary>
    /// <returns>The key of what was added so far.</returns>
    public string ToFileName() => Convert.ToHexStringLower(_hash.GetCurrentHash())[..40];

    /// <inheritdoc />
    public void Dispose() => _hash.Dispose();
}
