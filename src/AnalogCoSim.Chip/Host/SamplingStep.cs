using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Host;

/// <summary>Slices, sub-sampling, shuffling and zero-extension of channels on the host (parameter-free shortcuts, splits).</summary>
public sealed record SamplingStep : HostStep
{
    /// <summary>The kind.</summary>
    public static StepKind Entry { get; } = new("slice_pad", "sampling", Read);

    /// <summary>Which elements go where.</summary>
    public required Sampling Sampling { get; init; }

    /// <inheritdoc />
    public override StepKind Kind => Entry;

    /// <inheritdoc />
    public override void Write(StepWriter writer)
    {
        writer.Line($"channels_before: {Sampling.ChannelsBefore}");
        writer.Line($"stride: [{Sampling.Rows.Step}, {Sampling.Columns.Step}]");
        if ((Sampling.Rows.First, Sampling.Columns.First) != (0, 0))
        {
            writer.Line($"origin: [{Sampling.Rows.First}, {Sampling.Columns.First}]");
        }

        if (Sampling.Channels != SampledAxis.Whole)
        {
            writer.Line($"channels: [{Sampling.Channels.First}, {Sampling.Channels.Step}] # first, step");
        }

        if (Sampling.Groups != 1)
        {
            writer.Line($"groups: {Sampling.Groups}");
        }
    }

    /// <inheritdoc />
    public override void Check(StepCheck check)
    {
        TensorSpec from = check.From;
        bool takes = Sampling.ChannelsBefore < check.To.Channels && Sampling.Channels.First < from.Channels && Sampling.Rows.First < from.Height && Sampling.Columns.First < from.Width;
        check.Require(takes, $"Step '{Name}' takes nothing of its input.");
        check.Require(
            Sampling.IsValid && from.Channels % Sampling.Groups == 0,
            $"Step '{Name}' needs positive steps, no negative places, and groups that divide its input's channels.");
    }

    /// <inheritdoc />
    public override void Execute(HostTensors tensors)
    {
        (TensorSpec from, TensorSpec to) = (tensors.Spec(Input), tensors.Spec(Output));
        Sampling.Copy<sbyte>(tensors[Input], (from.Channels, from.Height, from.Width), tensors[Output], (to.Channels, to.Height, to.Width));
    }

    private static SamplingStep Read(StepReader reader)
    {
        YamlView view = reader.Fields;
        int[] stride = view.Wholes("stride", 2);
        int[] origin = view.Has("origin") ? view.Wholes("origin", 2) : [0, 0];
        int[] channels = view.Has("channels") ? view.Wholes("channels", 2) : [0, 1];
        var sampling = new Sampling
        {
            ChannelsBefore = view.Whole("channels_before", 0, 1 << 24),
            Channels = new SampledAxis(channels[0], channels[1]),
            Rows = new SampledAxis(origin[0], stride[0]),
            Columns = new SampledAxis(origin[1], stride[1]),
            Groups = view.Has("groups") ? view.Whole("groups", 1, 1 << 24) : 1,
        };
        return new SamplingStep { Name = reader.Name, Input = reader.Input, Output = reader.Output, Sampling = sampling };
    }
}
