namespace AnalogCoSim.Bench.Running;

/// <summary>Writes one more file into a result folder: a report for people or for another tool.</summary>
public interface IResultWriter
{
    /// <summary>Name of the file.</summary>
    string FileName { get; }

    /// <summary>The file's text.</summary>
    /// <param name="result">The result.</param>
    /// <returns>Text.</returns>
    string Write(ScenarioResult result);
}
