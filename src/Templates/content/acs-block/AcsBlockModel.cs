namespace Verification;

/// <summary>What the RTL must do, clock by clock.</summary>
/// <param name="width">Bits of the sum.</param>
public sealed class AcsBlockModel(int width)
{
    private readonly int _most = (1 << (width - 1)) - 1;
    private readonly int _least = -(1 << (width - 1));

    /// <summary>What came so far.</summary>
    public int Sum { get; private set; }

    /// <summary>The sum has met a limit since it was cleared.</summary>
    public bool Saturated { get; private set; }

    /// <summary>One clock.</summary>
    /// <param name="clear">Sets the sum to 0.</param>
    /// <param name="valid">A sample is there.</param>
    /// <param name="sample">The sample.</param>
    public void Step(bool clear, bool valid, int sample)
    {
        if (clear)
        {
            (Sum, Saturated) = (0, false);
        }
        else if (valid)
        {
            int next = Sum + sample;
            Saturated |= next > _most || next < _least;
            Sum = Math.Clamp(next, _least, _most);
        }
    }
}
