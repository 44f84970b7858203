namespace AnalogCoSim.Analog.Kernels;

/// <summary>Working memory of one thread, for one chunk of MVMs; no MVM allocates.</summary>
internal sealed unsafe class Scratch
{
    /// <summary>MVMs that are worked on together.</summary>
    public const int Chunk = 16;

    private const int Width = 256;
    private const int Halves = 2 * Chunk;

    [ThreadStatic]
    private static Scratch? _current;

    private readonly AlignedBuffer<short> _inputs = new(Halves * Width);
    private readonly AlignedBuffer<byte> _squares = new(Halves * Width);
    private readonly AlignedBuffer<int> _products = new(2 * Halves * Width);
    private readonly AlignedBuffer<int> _variances = new(2 * Halves * Width);
    private readonly AlignedBuffer<int> _peaks = new(2 * Halves * Width);
    private readonly AlignedBuffer<byte> _active = new(Halves * Width);
    private readonly AlignedBuffer<short> _activeHalf = new(Width);
    private readonly AlignedBuffer<int> _exactPeaks = new(Width);
    private readonly AlignedBuffer<float> _normals = new(Width);
    private readonly AlignedBuffer<int> _counts = new(4 * Width);

    public static Scratch Current => _current ??= new Scratch();

    /// <summary>Input halves; shape [32, 256].</summary>
    public short* Inputs => _inputs.Pointer;

    /// <summary>Scaled squares of the halves; shape [32, 256].</summary>
    public byte* Squares => _squares.Pointer;

    /// <summary>1 where a half is active; shape [32, 256].</summary>
    public byte* Active => _active.Pointer;

    /// <summary>1 where the half at work is active; shape [256].</summary>
    public short* ActiveHalf => _activeHalf.Pointer;

    /// <summary>Conductances of the half at work at the start of the window; shape [256].</summary>
    public int* ExactPeaks => _exactPeaks.Pointer;

    /// <summary>Square shift of each half.</summary>
    public int[] Shifts { get; } = new int[Halves];

    /// <summary>Index of the half of item i and sign s at [2 i + s]; -1 where the half is all zero.</summary>
    public int[] HalfOf { get; } = new int[Halves];

    /// <summary>Halves in use.</summary>
    public int Count { get; set; }

    /// <summary>Products with both matrices; shape [2, 32, 256].</summary>
    public int* Products(int polarity) => _products.Pointer + (polarity * Halves * Width);

    /// <summary>Variance products; shape [2, 32, 256].</summary>
    public int* Variances(int polarity) => _variances.Pointer + (polarity * Halves * Width);

    /// <summary>Bounds of the conductances at the start of the window; shape [2, 32, 256].</summary>
    public int* Peaks(int polarity) => _peaks.Pointer + (polarity * Halves * Width);

    /// <summary>Standard normal numbers of one phase; shape [256].</summary>
    public float* Normals => _normals.Pointer;

    /// <summary>Variances of one net read; shape [256].</summary>
    public int* NetVariances => _counts.Pointer + (3 * Width);

    /// <summary>Counts: 0 = P, 1 = N, 2 = the phase at work; shape [256] each.</summary>
    public int* Counts(int which) => _counts.Pointer + (which * Width);
}
