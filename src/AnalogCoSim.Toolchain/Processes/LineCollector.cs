using System.Text;

namespace AnalogCoSim.Toolchain.Processes;

/// <summary>Keeps the lines of one stream and hands each on as it comes.</summary>
internal sealed class LineCollector(OutputKind kind, Action<OutputKind, string>? onLine)
{
    private readonly StringBuilder _text = new();

    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    public void Add(string line)
    {
        lock (_text)
        {
            _text.Append(line).Append('\n');
        }

        onLine?.Invoke(kind, line);
    }

    public async Task ReadAllAsync(TextReader reader)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            Add(line);
        }
    }
}
