using System.Text;

namespace AnalogCoSim.Toolchain.Processes;

/// <summary>Hands on each line of one stream as it comes and keeps the text: of one longer than <c>2 * keep</c> characters its start and its end.</summary>
/// <param name="kind">Which stream.</param>
/// <param name="onLine">Called for each line.</param>
/// <param name="keep">Characters kept of the start, and as many of the end. A line longer than that is handed on in pieces.</param>
internal sealed class LineCollector(OutputKind kind, Action<OutputKind, string>? onLine, int keep = LineCollector.DefaultKeep)
{
    /// <summary>4 Mi characters.</summary>
    public const int DefaultKeep = 1 << 22;

    private readonly StringBuilder _start = new();
    private readonly Queue<string> _end = [];
    private readonly StringBuilder _line = new();
    private int _endLength;
    private long _leftOut;
    private bool _afterReturn;

    /// <summary>The text so far, each line ended by a line feed; where lines are missing, a line says how many.</summary>
    public string Text
    {
        get
        {
            lock (_start)
            {
                var text = new StringBuilder(_start.ToString());
                if (_leftOut > 0)
                {
                    text.Append($"[{_leftOut} lines left out]\n");
                }

                return text.AppendJoin("", _end).ToString();
            }
        }
    }

    /// <summary>Reads a stream to its end. A line ends with a line feed, a carriage return or both.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>When all lines are handed on.</returns>
    public async Task ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        char[] buffer = new char[4096];
        while (await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            Split(buffer.AsSpan(0, count));
        }

        if (_line.Length > 0)
        {
            EndLine();
        }
    }

    private void Split(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            int end = text.IndexOfAny('\n', '\r');
            if (end == 0)
            {
                EndLineAt(text[0]);
                text = text[1..];
                continue;
            }

            _afterReturn = false;
            if (_line.Length == keep)
            {
                EndLine();
            }

            int length = Math.Min(end < 0 ? text.Length : end, keep - _line.Length);
            _line.Append(text[..length]);
            text = text[length..];
        }
    }

    private void EndLineAt(char end)
    {
        if (!(_afterReturn && end == '\n'))
        {
            EndLine();
        }

        _afterReturn = end == '\r';
    }

    private void EndLine()
    {
        string line = _line.ToString();
        _line.Clear();
        lock (_start)
        {
            Keep(line + '\n');
        }

        onLine?.Invoke(kind, line);
    }

    private void Keep(string line)
    {
        if (_end.Count == 0 && _start.Length + line.Length <= keep)
        {
            _start.Append(line);
            return;
        }

        _end.Enqueue(line);
        _endLength += line.Length;
        while (_endLength > keep && _end.Count > 1)
        {
            _endLength -= _end.Dequeue().Length;
            _leftOut++;
        }
    }
}
