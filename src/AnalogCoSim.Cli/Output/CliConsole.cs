using System.Text.Json;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using Spectre.Console;

namespace AnalogCoSim.Cli.Output;

/// <summary>Where a command writes: results to stdout, progress and errors to stderr; with JSON nothing but one object to stdout.</summary>
internal sealed class CliConsole
{
    private static readonly JsonSerializerOptions JsonFormat = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Below this the bars show their name and share only.
    private const int RoomForTimes = 76;

    // What follows a broken line; as wide as the labels of a result.
    private const int Indent = 9;

    private readonly IAnsiConsole _plain;
    private readonly IAnsiConsole _error;
    private readonly TerminalKind _out;
    private readonly TerminalKind _bars;
    private bool _jsonWritten;

    /// <summary>Opens the outputs.</summary>
    /// <param name="json">Whether stdout is for one JSON object only.</param>
    public CliConsole(bool json)
    {
        Json = json;
        _out = TerminalKind.Of(Console.IsOutputRedirected, TerminalWidth(), Environment.GetEnvironmentVariable);
        _bars = TerminalKind.Of(Console.IsErrorRedirected, TerminalWidth(), Environment.GetEnvironmentVariable);
        _error = Open(Console.Error, _bars);
        _plain = Open(Console.Out, new TerminalKind(TerminalKind.FileWidth, Animated: false));
    }

    /// <summary>Whether stdout is for one JSON object only.</summary>
    public bool Json { get; }

    /// <summary>Writes a line of text, without what could steer the terminal, broken between words where the terminal is narrower; not with JSON.</summary>
    /// <param name="text">The line.</param>
    public void Line(string text = "")
    {
        foreach (string line in Json ? [] : TableLines.Wrap(PlainText.Of(text), _out.Width == TerminalKind.FileWidth ? int.MaxValue : _out.Width, 0, Indent))
        {
            Console.Out.WriteLine(line);
        }
    }

    /// <summary>Writes one line to stderr.</summary>
    /// <param name="text">The line.</param>
    public static void Note(string text) => Console.Error.WriteLine(PlainText.Of(text));

    /// <summary>Writes lines to stderr while work is under way: above its bars, where there are some.</summary>
    /// <param name="text">The lines.</param>
    public void Tell(string text)
    {
        if (_bars.Animated && _error.Profile.Capabilities.Ansi)
        {
            _error.WriteLine(PlainText.Of(text));
        }
        else
        {
            Note(text);
        }
    }

    /// <summary>Tells on stderr what files or the command line should say in other words.</summary>
    /// <param name="hints">The hints; each is told once.</param>
    public static void Hint(IEnumerable<string> hints)
    {
        foreach (string hint in hints.Distinct(StringComparer.Ordinal))
        {
            Note($"hint: {hint}");
        }
    }

    /// <summary>Shows a table, as wide as the terminal allows; not with JSON.</summary>
    /// <param name="table">Made by <see cref="Tables"/>; its first column leads each block on a narrow terminal.</param>
    public void Draw(Table table)
    {
        foreach (string line in Json ? [] : TableLines.Of(table, _plain, _out.Width))
        {
            Line(line);
        }

        Line();
    }

    /// <summary>Writes the one JSON object of this invocation if JSON was asked for; later calls do nothing.</summary>
    /// <param name="value">The object; its properties become camelCase, as in result.json.</param>
    public void JsonObject(object value)
    {
        if (Json && !_jsonWritten)
        {
            _jsonWritten = true;
            Console.Out.WriteLine(JsonSerializer.Serialize(value, JsonFormat));
        }
    }

    /// <summary>Runs work under progress bars on a terminal, silently elsewhere.</summary>
    /// <typeparam name="T">Result of the work.</typeparam>
    /// <param name="work">The work; reports to the sink it is given.</param>
    /// <returns>What the work returned.</returns>
    public T WithProgress<T>(Func<IProgressSink, T> work)
    {
        if (!_bars.Animated || !_error.Profile.Capabilities.Ansi)
        {
            return work(NoProgress.Instance);
        }

        ProgressColumn[] narrow = [new TaskDescriptionColumn(), new PercentageColumn()];
        return _error.Progress()
            .AutoClear(true)
            .Columns(_bars.Width < RoomForTimes ? narrow : [.. narrow, new ProgressBarColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn()])
            .Start(context =>
            {
                using var bars = new BarProgress(context);
                return work(bars);
            });
    }

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static IAnsiConsole Open(TextWriter writer, TerminalKind kind)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = kind.Animated ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = kind.Animated ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = kind.Animated ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = kind.Width;
        return console;
    }
}
