namespace AnalogCoSim.Compiler;

/// <summary>Where the scale of a batch norm behind a crossbar layer is applied.</summary>
public enum BatchNormPlacement
{
    /// <summary>Multiplied into the weights; the affine scale of a core is the same for all columns.</summary>
    Weights,

    /// <summary>In the affine scale of each column of every core of the chain; the crossbar holds the weights as trained.</summary>
    AffineScale,
}
