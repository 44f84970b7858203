using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Building;

/// <summary>While it lives, every model of one folder's RTL is built with coverage and hands in its counts when it is disposed of.</summary>
/// <remarks>
/// Models of other folders are left alone: a copy with a planted bug must not count. So are those with waves. In place of Fast and Check comes <see cref="ModelFlavour.Cover"/>, which has
/// assertions but no snapshots. One at a time; instances that are never disposed of do not count.
/// </remarks>
public sealed class CoverageHarvest : IDisposable
{
    private static CoverageHarvest? _current;

    private readonly string _root;
    private readonly string _folder;
    private readonly Action<string, string> _take;
    private readonly Lock _lock = new();
    private int _files;

    private CoverageHarvest(string root, Action<string, string> take) =>
        (_root, _take, _folder) = (Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)), take, Directory.CreateTempSubdirectory("acs-coverage-").FullName);

    /// <summary>Whether models are built with coverage now.</summary>
    public static bool IsOn => Volatile.Read(ref _current) is not null;

    /// <summary>Starts to collect.</summary>
    /// <param name="root">Root of the sources that count (<see cref="RtlSources.Root"/>).</param>
    /// <param name="take">Called for each model, one at a time, with two files that are deleted after it: all counts, and those within resets.</param>
    /// <returns>Ends the collection when disposed of.</returns>
    /// <exception cref="AcsException">RtlMisuse: another one is under way.</exception>
    public static CoverageHarvest Start(string root, Action<string, string> take)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(take);
        var collection = new CoverageHarvest(root, take);
        if (Interlocked.CompareExchange(ref _current, collection, null) is not null)
        {
            Directory.Delete(collection._folder);
            throw new AcsException(ErrorCode.RtlMisuse, "Coverage is collected already.", expected: "one collection at a time", actual: "a second one");
        }

        return collection;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.CompareExchange(ref _current, null, this) == this)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>What is built in place of what is wanted.</summary>
    internal static ModelSpecification Of(ModelSpecification wanted) =>
        Volatile.Read(ref _current) is { } collection && wanted.Flavour is ModelFlavour.Fast or ModelFlavour.Check && collection.Counts(wanted) ? wanted with { Flavour = ModelFlavour.Cover } : wanted;

    /// <summary>Lets a model that is going to be disposed of write its counts.</summary>
    /// <param name="model">What it was built from.</param>
    /// <param name="write">Writes the two files.</param>
    public static void Take(ModelFile model, Action<string, string> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (Volatile.Read(ref _current) is not { } collection || model is not BuiltModel { Specification.Flavour: ModelFlavour.Cover } built || !collection.Counts(built.Specification))
        {
            return;
        }

        lock (collection._lock)
        {
            string path = Path.Combine(collection._folder, FormattableString.Invariant($"{++collection._files}.dat"));
            write(path, path + ".reset");
            collection._take(path, path + ".reset");
            File.Delete(path);
            File.Delete(path + ".reset");
        }
    }

    private bool Counts(ModelSpecification specification) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(specification.Sources.Root)) == _root;
}
