using System.Text.Json.Nodes;
using AnalogCoSim.Cli.Output;
using Spectre.Console;

namespace AnalogCoSim.Cli.Commands;

/// <summary>What one scenario gave, or the error that stopped it.</summary>
internal interface IRunReport
{
    /// <summary>0 met, 1 missed, otherwise the code of the error.</summary>
    int ExitCode { get; }

    /// <summary>Whether there is a result.</summary>
    bool HasResult { get; }

    /// <summary>Columns of the table in which results of this kind are shown.</summary>
    string[] Columns { get; }

    /// <summary>The row of this result.</summary>
    /// <returns>A cell for each column.</returns>
    Text[] Row();

    /// <summary>Tells what does not fit into a table.</summary>
    /// <param name="console">The outputs.</param>
    void Details(CliConsole console);

    /// <summary>The result as JSON.</summary>
    /// <returns>A new object.</returns>
    JsonObject Json();
}
