using System.Globalization;
using AnalogCoSim.Core.Errors;
using Microsoft.Data.Sqlite;

namespace AnalogCoSim.Coverage.Database;

/// <summary>Coverage of many runs in one SQLite file.</summary>
public sealed class CoverageDatabase : IDisposable
{
    private const int SecondsToWait = 30;

    private readonly SqliteConnection _connection;
    private readonly string _path;

    private CoverageDatabase(string path, SqliteConnection connection) => (_path, _connection) = (path, connection);

    /// <summary>Opens a file that is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="secondsToWait">How long to wait for others that write.</param>
    /// <returns>The database.</returns>
    /// <exception cref="AcsException">DataNotFound; CoverageDatabase for damaged, foreign files and other versions; OutputBusy, FileNotWritten.</exception>
    public static CoverageDatabase Open(string path, int secondsToWait = SecondsToWait)
    {
        if (!File.Exists(path))
        {
            throw new AcsException(ErrorCode.DataNotFound, "There is no such coverage database.", path, "a file that acs run --coverage or a test run wrote", "nothing", "scripts/coverage.sh writes results/coverage/coverage.db");
        }

        return Opened(path, secondsToWait);
    }

    /// <summary>Opens a file, or makes it.</summary>
    /// <param name="path">The file; its folder is made too.</param>
    /// <returns>The database.</returns>
    /// <exception cref="AcsException">As <see cref="Open"/>.</exception>
    public static CoverageDatabase OpenOrCreate(string path)
    {
        Core.Files.FileErrors.Guard(path, () => Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!));
        return Opened(path, SecondsToWait);
    }

    /// <summary>Adds a run, unless one of its id is there.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Whether it was added.</returns>
    /// <exception cref="AcsException">CoverageDefinition: a bin is there with another meaning, and nothing is added; OutputBusy, FileNotWritten.</exception>
    public bool Add(CoverageRun run) => AddAll([run]) == 1;

    /// <summary>Adds runs in one transaction: all or none.</summary>
    /// <param name="runs">The runs.</param>
    /// <returns>How many were not there before.</returns>
    /// <exception cref="AcsException">As <see cref="Add"/>.</exception>
    public int AddAll(IEnumerable<CoverageRun> runs) => DatabaseErrors.Guard(_path, () =>
    {
        using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
        var writer = new RunWriter(_connection, transaction);
        int added = runs.Count(writer.Write);
        transaction.Commit();
        return added;
    });

    /// <summary>All runs with their counts.</summary>
    /// <returns>Runs in the order in which they were added.</returns>
    /// <exception cref="AcsException">CoverageDatabase: the file is damaged.</exception>
    public IReadOnlyList<CoverageRun> Runs() => DatabaseErrors.Guard(_path, () => new RunReader(_connection, _path).Read());

    /// <summary>Adds the runs of another database; those that are there already are not added again.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>How many were added.</returns>
    public int Merge(CoverageDatabase other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return AddAll(other.Runs());
    }

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    private static CoverageDatabase Opened(string path, int secondsToWait) => DatabaseErrors.Guard(path, () =>
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = secondsToWait };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            Prepare(path, connection);
            return new CoverageDatabase(path, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    private static void Prepare(string path, SqliteConnection connection)
    {
        if (Number(connection, "SELECT count(*) FROM sqlite_master") == 0 && Number(connection, "PRAGMA application_id") == 0)
        {
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            // Another process may have made the tables while this one waited.
            if (Number(connection, "SELECT count(*) FROM sqlite_master", transaction) == 0)
            {
                Execute(connection, FormattableString.Invariant($"{DatabaseSchema.Create} PRAGMA application_id = {DatabaseSchema.Application}; PRAGMA user_version = {DatabaseSchema.Version};"), transaction);
            }

            transaction.Commit();
        }

        if (Number(connection, "PRAGMA application_id") != DatabaseSchema.Application)
        {
            throw DatabaseErrors.Foreign(path, "another SQLite file");
        }

        if (Number(connection, "PRAGMA user_version") is var version && version != DatabaseSchema.Version)
        {
            throw DatabaseErrors.Foreign(path, FormattableString.Invariant($"version {version}"));
        }

        using SqliteCommand check = connection.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        if (check.ExecuteScalar() is not "ok" and var found)
        {
            throw DatabaseErrors.Damaged(path, found?.ToString() ?? "nothing");
        }
    }

    private static long Number(SqliteConnection connection, string text, SqliteTransaction? transaction = null)
    {
        using SqliteCommand command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (text, transaction);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, string text, SqliteTransaction transaction)
    {
        using SqliteCommand command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (text, transaction);
        command.ExecuteNonQuery();
    }
}
