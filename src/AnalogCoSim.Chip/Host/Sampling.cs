namespace AnalogCoSim.Chip.Host;

/// <summary>
/// Which elements of a tensor go where in another, without arithmetic: output(c, y, x) = input(channel, Rows.Source(y), Columns.Source(x)) with
/// channel = Channels.Source(c - ChannelsBefore); 0 where the input has no such element.
/// </summary>
public sealed record Sampling
{
    /// <summary>Zero channels before the input's.</summary>
    public int ChannelsBefore { get; init; }

    /// <summary>Channels of the input that are taken.</summary>
    public SampledAxis Channels { get; init; } = SampledAxis.Whole;

    /// <summary>Rows of the input that are taken.</summary>
    public SampledAxis Rows { get; init; } = SampledAxis.Whole;

    /// <summary>Columns of the input that are taken.</summary>
    public SampledAxis Columns { get; init; } = SampledAxis.Whole;

    /// <summary>Equal groups of input channels that are dealt out in turn (a channel shuffle): of groups (a, b) and (c, d) come a, c, b, d. 1 keeps the order.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether the numbers can be those of a sampling at all: no negative places, positive steps and groups.</summary>
    public bool IsValid => ChannelsBefore >= 0 && Groups > 0 && Channels.IsValid && Rows.IsValid && Columns.IsValid;

    /// <summary>Copies the elements.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="input">[from.Channels, from.Height, from.Width].</param>
    /// <param name="from">Shape of the input.</param>
    /// <param name="output">[to.Channels, to.Height, to.Width].</param>
    /// <param name="to">Shape of the output.</param>
    public void Copy<T>(ReadOnlySpan<T> input, (int Channels, int Height, int Width) from, Span<T> output, (int Channels, int Height, int Width) to)
        where T : struct
    {
        int at = 0;
        for (int channel = 0; channel < to.Channels; channel++)
        {
            int taken = channel - ChannelsBefore;
            long source = taken < 0 ? -1 : Dealt(Channels.Source(taken), from.Channels);
            for (int y = 0; y < to.Height; y++, at += to.Width)
            {
                Span<T> line = output.Slice(at, to.Width);
                long row = Rows.Source(y);
                if (source < 0 || source >= from.Channels || row >= from.Height)
                {
                    line.Clear();
                    continue;
                }

                ReadOnlySpan<T> pixels = input.Slice((int)((source * from.Height) + row) * from.Width, from.Width);
                for (int x = 0; x < line.Length; x++)
                {
                    long column = Columns.Source(x);
                    line[x] = column < pixels.Length ? pixels[(int)column] : default;
                }
            }
        }
    }

    private long Dealt(long channel, int channels) =>
        channel >= channels ? channels : (channel % Groups * (channels / Groups)) + (channel / Groups);
}
