using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Working memory of one thread, for one chunk of MVMs; no MVM allocates.</summary>
internal sealed unsafe class Scratch
{
    /// <summary>MVMs that are worked on together.</summary>
    public const int Chunk = 16;

    private const int Width = AnalogGeometry.Columns;
    private const int Halves = 2 * Chunk;
    private const int NoHalf = -1;

    [ThreadStatic]
    private static Scratch? _current;

    private readonly AlignedBuffer<short> _inputs = new(Halves * Width);
    private readonly AlignedBuffer<byte> _squares = new(Halves * Width);
    private readonly AlignedBuffer<int> _products = new(2 * Halves * Width);
    private readonly AlignedBuffer<int> _variances = new(2 * Halves * Width);
    private readonly AlignedBuffer<int> _peaks = new(2 * Halves * Width);
    private readonly AlignedBuffer<byte> _active = new(Halves * Width);
    private readonly WindowSegments[] _segments = [new(), new()];
    private readonly int[] _sorted = [NoHalf, NoHalf];
    private readonly AlignedBuffer<float> _normals = new(Width);
    private readonly AlignedBuffer<int> _counts = new(4 * Width);

    public static Scratch Current => _current ??= new Scratch();

    /// <summary>Input halves; shape [32, 256].</summary>
    public short* Inputs => _inputs.Pointer;

    /// <summary>Scaled squares of the halves; shape [32, 256].</summary>
    public byte* Squares => _squares.Pointer;

    /// <summary>1 where a half is active; shape [32, 256].</summary>
    public byte* Active => _active.Pointer;

    /// <summary>Square shift of each half.</summary>
    public int[] Shifts { get; } = new int[Halves];

    /// <summary>Index of the half of item i and sign s at [2 i + s]; -1 where the half is all zero.</summary>
    public int[] HalfOf { get; } = new int[Halves];

    /// <summary>Halves in use.</summary>
    public int Count { get; private set; }

    /// <summary>Products with both matrices; shape [2, 32, 256].</summary>
    public int* Products(int polarity) => _products.Pointer + (polarity * Halves * Width);

    /// <summary>Variance products; shape [2, 32, 256].</summary>
    public int* Variances(int polarity) => _variances.Pointer + (polarity * Halves * Width);

    /// <summary>Bounds of the conductances at the start of the window, of up to 2 x 256 columns; shape [2, 32, 256].</summary>
    public int* Peaks(int block) => _peaks.Pointer + (block * Halves * Width);

    /// <summary>Standard normal numbers of one phase; shape [256].</summary>
    public float* Normals => _normals.Pointer;

    /// <summary>Variances of one net read; shape [256].</summary>
    public int* NetVariances => _counts.Pointer + (3 * Width);

    /// <summary>Starts a chunk: no half is in use.</summary>
    public void Clear()
    {
        Count = 0;
        _sorted.AsSpan().Fill(NoHalf);
    }

    /// <summary>Takes another half into use.</summary>
    /// <returns>Its index.</returns>
    public int Add() => Count++;

    /// <summary>The window of a half, sorted once for the phases that apply it.</summary>
    public WindowSegments SegmentsOf(int half)
    {
        // The two halves of an MVM follow each other: each has a place of its own.
        int place = half % 2;
        if (_sorted[place] != half)
        {
            _segments[place].Sort(Inputs + (half * Width));
            _sorted[place] = half;
        }

        return _segments[place];
    }

    /// <summary>The window of other magnitudes.</summary>
    public WindowSegments Sort(short* magnitudes)
    {
        _sorted[0] = NoHalf;
        _segments[0].Sort(magnitudes);
        return _segments[0];
    }

    /// <summary>Counts: 0 = P, 1 = N, 2 = the phase at work; shape [256] each.</summary>
    public int* Counts(int which) => _counts.Pointer + (which * Width);
}
