using AnalogCoSim.Toolchain.Programs;

namespace AnalogCoSim.Toolchain.Processes;

/// <summary>Starts programs so that nothing of them outlives us, even when we are killed.</summary>
/// <remarks>
/// A program runs in a session of its own, so that Ctrl-C at the terminal reaches us alone and we end it; a shell beside it waits for the end of its own standard input, a
/// pipe that the system closes when we are gone, and then kills the whole group. Needs <c>setsid</c> and <c>sh</c>; without them a program is started plainly.
/// </remarks>
internal static class ProcessSupervisor
{
    // The program gets an empty standard input; its arguments are those of the script, so no text of them is ever read by the shell.
    private const string Script = """
        exec 3<&0 </dev/null
        "$@" 3<&- & program=$!
        { read -r _ <&3; kill -KILL 0; } >/dev/null 2>&1 & watch=$!
        exec 3<&-
        wait $program; code=$?
        kill $watch 2>/dev/null
        exit $code
        """;

    private static readonly Lazy<(string Session, string Shell)?> Tools = new(() =>
        ExecutablePath.Find("setsid") is { } session && ExecutablePath.Find("sh") is { } shell ? (session, shell) : null);

    /// <summary>Whether programs run in sessions of their own here.</summary>
    public static bool IsPossible => Tools.Value is not null;

    /// <summary>The program to start in place of another, and its arguments.</summary>
    /// <param name="program">Path of the program wanted.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What to start. Its standard input is to stay open for as long as the program shall run.</returns>
    public static (string Program, IReadOnlyList<string> Arguments) Wrap(string program, IReadOnlyList<string> arguments) =>
        Tools.Value is { } tools ? (tools.Session, [tools.Shell, "-c", Script, "sh", program, .. arguments]) : (program, arguments);
}
