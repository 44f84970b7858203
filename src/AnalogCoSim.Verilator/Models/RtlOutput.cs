using System.Runtime.InteropServices;
using System.Text;

namespace AnalogCoSim.Verilator.Models;

/// <summary>What the RTL prints with <c>$display</c>, <c>$write</c> and <c>$info</c>, of all models of this process.</summary>
/// <remarks>
/// A clock of a small model must not call back into managed code, so lines are kept by the library and taken a few times a second, and on demand.
/// Errors and failed assertions are exceptions and do not come here.
/// </remarks>
public static unsafe class RtlOutput
{
    private const int BufferBytes = 1 << 16;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly Lock Gate = new();
    private static readonly List<nint> Sources = [];
    private static Timer? _timer;

    /// <summary>Called with each line, without its line break, one at a time; a line of one of many models under an engine begins with its name and number, <c>tile N: </c>.</summary>
    public static event Action<string>? Line;

    /// <summary>Hands on what has been printed so far.</summary>
    public static void Drain()
    {
        lock (Gate)
        {
            foreach (nint source in Sources)
            {
                Drain((delegate* unmanaged[Cdecl]<byte*, long, long>)source);
            }
        }
    }

    /// <summary>Adds a library.</summary>
    /// <param name="takeOutput">Its function <c>acs_take_output</c>.</param>
    internal static void Add(nint takeOutput)
    {
        lock (Gate)
        {
            Sources.Add(takeOutput);
            _timer ??= new Timer(_ => Drain(), null, Interval, Interval);
        }
    }

    private static void Drain(delegate* unmanaged[Cdecl]<byte*, long, long> take)
    {
        byte* buffer = stackalloc byte[1024];
        long count = take(buffer, 1024);
        if (count == 0)
        {
            return;
        }

        var text = new StringBuilder(Text(buffer, count));
        byte* large = (byte*)NativeMemory.Alloc(BufferBytes);
        while ((count = take(large, BufferBytes)) > 0)
        {
            text.Append(Text(large, count));
        }

        NativeMemory.Free(large);
        foreach (string line in text.ToString().TrimEnd('\n').Split('\n'))
        {
            Tell(line);
        }
    }

    // Called from a timer and from finalizers, where the fault of a listener would end the process.
    private static void Tell(string line)
    {
        foreach (Action<string> listener in Line?.GetInvocationList().Cast<Action<string>>() ?? [])
        {
            try
            {
                listener(line);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
            {
                // It could not write; the others still may.
            }
        }
    }

    private static string Text(byte* bytes, long count) => Encoding.UTF8.GetString(bytes, (int)count);
}
