namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>What becomes of a packet whose path id comes in.</summary>
internal enum BeginsAs
{
    /// <summary>It is passed on or ignored.</summary>
    Passing,

    /// <summary>This tile combines it.</summary>
    Consumed,
}
