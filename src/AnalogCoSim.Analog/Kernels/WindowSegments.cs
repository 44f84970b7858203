using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>The PWM window of one input half, from its end backwards: in each segment more rows become active and stay so.</summary>
/// <remarks>All inputs start at the first slice and end after their magnitude, so the current only falls with time.</remarks>
internal sealed unsafe class WindowSegments
{
    private const int Rows = AnalogGeometry.Rows;
    private const int Magnitudes = AnalogGeometry.MaxMagnitude + 1;

    private readonly AlignedBuffer<short> _order = new(Rows);
    private readonly AlignedBuffer<short> _ends = new(Magnitudes);
    private readonly AlignedBuffer<short> _lengths = new(Magnitudes);

    /// <summary>Segments, one for each magnitude that occurs.</summary>
    public int Count { get; private set; }

    /// <summary>Sorts the rows of a half by falling magnitude.</summary>
    public void Sort(short* half)
    {
        int* rowsOf = stackalloc int[Magnitudes];
        int* next = stackalloc int[Magnitudes];
        Histogram(half, rowsOf);
        int at = 0;
        Count = 0;
        int previous = 0;
        for (int magnitude = Magnitudes - 1; magnitude >= 1; magnitude--)
        {
            next[magnitude] = at;
            if (rowsOf[magnitude] == 0)
            {
                continue;
            }

            at += rowsOf[magnitude];
            if (Count > 0)
            {
                _lengths.Pointer[Count - 1] = (short)(previous - magnitude);
            }

            _ends.Pointer[Count++] = (short)at;
            previous = magnitude;
        }

        if (Count > 0)
        {
            _lengths.Pointer[Count - 1] = (short)previous;
        }

        for (int r = 0; r < Rows; r++)
        {
            if (half[r] > 0)
            {
                _order.Pointer[next[half[r]]++] = (short)r;
            }
        }
    }

    private static void Histogram(short* half, int* rowsOf)
    {
        new Span<int>(rowsOf, Magnitudes).Clear();
        for (int r = 0; r < Rows; r++)
        {
            rowsOf[half[r]]++;
        }
    }

    /// <summary>Row at a place of the order.</summary>
    public int Row(int place) => _order.Pointer[place];

    /// <summary>Place behind the last row that is active in a segment.</summary>
    public int End(int segment) => _ends.Pointer[segment];

    /// <summary>Slices of a segment.</summary>
    public int Length(int segment) => _lengths.Pointer[segment];
}
