using System.Globalization;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Fuzz;

/// <summary>Hands damaged inputs to one reader and counts what becomes of them. Input <c>i</c> depends on seed, reader and <c>i</c> alone.</summary>
/// <param name="reader">The reader.</param>
/// <param name="seed">Seed of the damage.</param>
/// <param name="folder">Where the files lie, and where those that failed are kept.</param>
public sealed class FuzzRun(FuzzReader reader, int seed, string folder)
{
    private const int MostKept = 20;

    private readonly FuzzCount _count = new(reader.Name);
    private readonly string _work = Path.Combine(folder, "work");
    private ulong _sound;

    /// <summary>Longest time that one small file may take.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Reads damaged inputs.</summary>
    /// <param name="count">How many.</param>
    /// <returns>What became of them.</returns>
    public FuzzCount Go(int count)
    {
        Directory.CreateDirectory(_work);
        foreach ((string name, byte[] bytes) in reader.Files)
        {
            File.WriteAllBytes(Path.Combine(_work, name), bytes);
        }

        _sound = reader.Read(_work);
        for (int i = 0; i < count;)
        {
            i = Stretch(i, count);
        }

        Directory.Delete(_work, recursive: true);
        return _count;
    }

    // Reads on a thread of its own until all are done or one hangs; that thread is left behind. Gives the next input.
    private int Stretch(int from, int to)
    {
        var state = new State { At = from, Since = Environment.TickCount64 };
        var thread = new Thread(() => Read(state, to)) { IsBackground = true, Name = reader.Name };
        thread.Start();
        while (!thread.Join(100))
        {
            lock (state)
            {
                if (Environment.TickCount64 - state.Since > Limit.TotalMilliseconds)
                {
                    state.Left = true;
                    _count.Count++;
                    _count.Hangs++;
                    Keep(state.At, state.Bytes, $"more than {Limit.TotalSeconds} s");
                    return state.At + 1;
                }
            }
        }

        return to;
    }

    private void Read(State state, int to)
    {
        for (int i = state.At; i < to; i++)
        {
            byte[] bytes = reader.Harm(new Damage(seed, reader.Name, i), reader.Files[reader.File]);
            lock (state)
            {
                (state.At, state.Bytes, state.Since) = (i, bytes, Environment.TickCount64);
            }

            // On disk before it is read, so that it is still there when the process dies of it.
            File.WriteAllBytes(Path.Combine(_work, reader.File), bytes);
            (Action<FuzzCount> add, string? failure) = Outcome();
            lock (state)
            {
                if (state.Left)
                {
                    return;
                }

                _count.Count++;
                add(_count);
                if (failure is not null)
                {
                    Keep(i, bytes, failure);
                }
            }
        }
    }

    private (Action<FuzzCount> Add, string? Failure) Outcome()
    {
        try
        {
            ulong digest = reader.Read(_work);
            return digest == _sound
                ? (count => count.Same++, null)
                : reader.Checked ? (count => count.Silent++, "read as other contents") : (count => count.Other++, null);
        }
        catch (AcsException error) when (!string.IsNullOrWhiteSpace(error.Where))
        {
            return error.ExitCode == 2 || (error.ExitCode == 1 && reader.Compares)
                ? (count => count.Refused++, null)
                : (count => count.WrongExits++, $"exit code {error.ExitCode}: {error.CodeText} {error.Message}");
        }
#pragma warning disable CA1031 // Every other exception is what is looked for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            string at = error.StackTrace?.Split('\n').FirstOrDefault()?.Trim() ?? string.Empty;
            return (count => count.Crashes++, $"{error.GetType().Name}: {error.Message.Split('\n')[0]} {at}");
        }
    }

    private void Keep(int number, byte[] bytes, string what)
    {
        if (_count.Failures.Count < MostKept)
        {
            string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{seed}-{number}-{reader.File}"));
            File.WriteAllBytes(file, bytes);
            _count.Failures.Add($"{file}: {what}");
        }
    }

    private sealed class State
    {
        public int At { get; set; }

        public byte[] Bytes { get; set; } = [];

        public long Since { get; set; }

        public bool Left { get; set; }
    }
}
