using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Mapping;

/// <summary>The program steps of the layers that run on the host.</summary>
internal static class HostSteps
{
    public static ProgramStep For(Layer layer, NetworkGraph graph) => layer switch
    {
        MaxPoolLayer pool => new MaxPoolStep { Name = pool.Name, Input = pool.Input, Output = pool.Output, Geometry = pool.Geometry },
        AveragePoolLayer pool => new AveragePoolStep
        {
            Name = pool.Name,
            Input = pool.Input,
            Output = pool.Output,
            Geometry = pool.Geometry,
            CountIncludesPadding = pool.CountIncludesPadding,
        },
        ReshapeLayer => new ReshapeStep { Name = layer.Name, Input = layer.Input, Output = layer.Output },
        AddLayer add => new AddStep { Name = add.Name, Input = add.Input, Output = add.Output, Second = add.Second!.Value, Relu = add.Relu },
        ReluLayer => new RescaleStep { Name = layer.Name, Input = layer.Input, Output = layer.Output, Relu = true },
        SamplingLayer slice => new SamplingStep { Name = slice.Name, Input = slice.Input, Output = slice.Output, Sampling = slice.Sampling },
        _ => throw new InvalidOperationException($"Layer '{layer.Name}' of {graph.Source} was not folded away."),
    };
}
