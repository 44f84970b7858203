using AnalogCoSim.Core.Errors;
using Microsoft.Data.Sqlite;

namespace AnalogCoSim.Coverage.Database;

/// <summary>Turns errors of SQLite into coded ones.</summary>
internal static class DatabaseErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;

    /// <summary>Runs what works on a file.</summary>
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw Of(path, error);
        }
    }

    public static AcsException Foreign(string path, string actual) =>
        new(
            ErrorCode.CoverageDatabase,
            "The file is no coverage database of this version.",
            path,
            FormattableString.Invariant($"a coverage database of version {DatabaseSchema.Version}"),
            actual,
            "collect the coverage again into a new file");

    public static AcsException Damaged(string path, string actual, Exception? inner = null) =>
        new(ErrorCode.CoverageDatabase, "The coverage database is damaged.", path, "a whole SQLite file", actual, "collect the coverage again into a new file", inner);

    private static AcsException Of(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        Busy or Locked => new AcsException(ErrorCode.OutputBusy, "Another process writes into the coverage database.", path, "a file that nobody writes", error.Message, "wait for it to end, or name another file", error),
        ReadOnly or Full or CannotOpen or InputOutput => new AcsException(
            ErrorCode.FileNotWritten, "The coverage database cannot be opened or written.", path, "a file in a folder that can be written", error.Message, "name another file, or make room", error),
        _ => Damaged(path, error.Message, error),
    };
}
