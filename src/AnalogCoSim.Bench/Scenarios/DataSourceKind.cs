namespace AnalogCoSim.Bench.Scenarios;

/// <summary>Where the images of a scenario come from.</summary>
public enum DataSourceKind
{
    /// <summary>Ten classes of drawn 32x32 RGB images made from a seed; needs no files.</summary>
    Synthetic,

    /// <summary>CIFAR-10 in its official binary format.</summary>
    Cifar10,

    /// <summary>Image and label files in idx format, as MNIST has them; plain or gzip.</summary>
    Idx,

    /// <summary>An npz file with the arrays <c>images</c> [n, c, h, w] and <c>labels</c> [n].</summary>
    Npz,
}
