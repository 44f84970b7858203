namespace AnalogCoSim.Analog.Parameters;

/// <summary>What the digital side makes good of conductance drift.</summary>
public enum DriftCompensation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One factor for the core from a read-out of all columns.</summary>
    Global,

    /// <summary>One factor for each column.</summary>
    PerColumn,

    /// <summary>Scale and offset of each column, fitted on real activations to mean and spread of what the target weights give; needs calibration images.</summary>
    Affine,
}
