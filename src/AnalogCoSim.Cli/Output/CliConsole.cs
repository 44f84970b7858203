using System.Text.Json;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using Spectre.Console;
using Spectre.Console.Rendering;

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

    private readonly IAnsiConsole _human;
    private readonly IAnsiConsole _error;
    private bool _jsonWritten;

    /// <summary>Opens the outputs.</summary>
    /// <param name="json">Whether stdout is for one JSON object only.</param>
    public CliConsole(bool json)
    {
        Json = json;
        _error = Open(Console.Error, Console.IsErrorRedirected);
        _human = json ? _error : Open(Console.Out, Console.IsOutputRedirected);
    }

    /// <summary>Whether stdout is for one JSON object only.</summary>
    public bool Json { get; }

    /// <summary>Writes one line of text, without what could steer the terminal; not with JSON.</summary>
    /// <param name="text">The line.</param>
    public void Line(string text = "")
    {
        if (!Json)
        {
            Console.Out.WriteLine(PlainText.Of(text));
        }
    }

    /// <summary>Writes one line to stderr.</summary>
    /// <param name="text">The line.</param>
    public static void Note(string text) => Console.Error.WriteLine(PlainText.Of(text));

    /// <summary>Draws a table or another widget; not with JSON.</summary>
    /// <param name="widget">What to draw.</param>
    public void Draw(IRenderable widget)
    {
        if (!Json)
        {
            _human.Write(new PlainWidget(widget));
        }
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
        if (Console.IsErrorRedirected || !_error.Profile.Capabilities.Ansi)
        {
            return work(NoProgress.Instance);
        }

        return _error.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                using var bars = new BarProgress(context);
                return work(bars);
            });
    }

    private static IAnsiConsole Open(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (redirected)
        {
            console.Profile.Width = 400;
        }

        return console;
    }
}
