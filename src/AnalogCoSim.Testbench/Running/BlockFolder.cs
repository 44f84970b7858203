using System.Text.Json;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Core.Results;
using AnalogCoSim.Testbench.Stimulus;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Running;

/// <summary>The result folder of a block run.</summary>
internal sealed class BlockFolder : IDisposable
{
    /// <summary>Waves of the whole run.</summary>
    public const string RunWaves = "run.fst";

    /// <summary>Waves of the shrunk failure.</summary>
    public const string FailureWaves = "failure.fst";

    /// <summary>Scenario that repeats the shrunk failure.</summary>
    public const string ShrunkName = "shrunk.yaml";

    private const string LogName = "run.log";
    private const string ResultName = "result.json";
    private const string JUnitName = "junit.xml";
    private const string TransactionsName = "transactions.yaml";
    private const string WavesName = "waves";

    private static readonly string[] Own = [LogName, ResultName, JUnitName, ShrunkName, TransactionsName, WavesName];

    private readonly RunFolder _folder;

    /// <summary>Takes the folder.</summary>
    /// <param name="path">Path, or null for a run without files.</param>
    /// <exception cref="AcsException">As <see cref="RunFolder"/>.</exception>
    public BlockFolder(string? path) => _folder = new RunFolder(path, "block run", Own);

    /// <summary>Absolute path, or null.</summary>
    public string? Path => _folder.Path;

    /// <summary>Makes room for the result of this run.</summary>
    public void Begin()
    {
        if (_folder.In(WavesName) is { } waves)
        {
            _folder.Begin(Own);
            RunFolder.DeleteWaves(waves);
        }
    }

    /// <summary>A file for waves.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Absolute path, or null for a run without files.</returns>
    public string? Waves(string name)
    {
        if (_folder.In(WavesName) is not { } waves)
        {
            return null;
        }

        FileErrors.Guard(waves, () => Directory.CreateDirectory(waves));
        return System.IO.Path.Combine(waves, name);
    }

    /// <summary>Adds a line to the log.</summary>
    /// <param name="line">Text.</param>
    public void Log(string line) => _folder.Log(line);

    /// <summary>Writes the shrunk scenario.</summary>
    /// <param name="text">YAML.</param>
    /// <returns>Absolute path, or null for a run without files.</returns>
    public string? WriteShrunk(string text)
    {
        _folder.Write(ShrunkName, text);
        return _folder.In(ShrunkName);
    }

    /// <summary>Writes what was driven.</summary>
    /// <param name="transactions">The transactions.</param>
    public void WriteTransactions(IEnumerable<Transaction> transactions) =>
        _folder.Write(TransactionsName, $"{TransactionFile.ListKey}:\n{TransactionFile.Write(transactions, 2)}");

    /// <summary>Writes the result.</summary>
    /// <param name="result">The result.</param>
    public void Write(BlockResult result)
    {
        if (Path is not null)
        {
            _folder.Write(ResultName, JsonSerializer.Serialize(result, ResultJson.Style) + "\n");
            _folder.Write(JUnitName, JUnitSuite.Write(BlockJUnit.Of(result)));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();
}
