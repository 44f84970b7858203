namespace AnalogCoSim.Blocks.Tests.Support;

/// <summary>A folder for results; gone when disposed.</summary>
internal sealed class PlantedResults : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("acs-results-").FullName;

    public string In(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
