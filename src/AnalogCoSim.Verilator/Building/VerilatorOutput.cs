using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Building;

/// <summary>The folder that Verilator writes into, under a path that Verilator can take.</summary>
/// <remarks>Verilator expands variables in paths, and its script and makefiles go through shells: a folder with other letters is reached through a link with a plain name.</remarks>
internal sealed class VerilatorOutput : IDisposable
{
    private readonly string? _link;

    /// <summary>Finds a path for a folder.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <exception cref="AcsException">RtlUnsupported where the folder for temporary files has such letters as well.</exception>
    public VerilatorOutput(string folder)
    {
        Path = folder;
        if (IsPlain(folder))
        {
            return;
        }

        foreach (string place in (string[])[System.IO.Path.GetTempPath(), "/tmp", "/var/tmp"])
        {
            if (IsPlain(place) && Directory.Exists(place))
            {
                _link = System.IO.Path.Combine(place, $"acs-{Guid.NewGuid():N}");
                Directory.CreateSymbolicLink(_link, folder);
                Path = _link;
                return;
            }
        }

        throw new AcsException(ErrorCode.RtlUnsupported, "Verilator cannot write into the cache.", folder, "a path of letters, digits and ._-/", "other letters, also in the folder for temporary files",
            "set ACS_CACHE or TMPDIR to a folder with a plain name");
    }

    /// <summary>The path to hand to Verilator.</summary>
    public string Path { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_link is not null)
        {
            File.Delete(_link);
        }
    }

    private static bool IsPlain(string path) => path.All(letter => char.IsAsciiLetterOrDigit(letter) || "._-/".Contains(letter, StringComparison.Ordinal));
}
