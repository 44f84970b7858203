namespace AnalogCoSim.Testbench.Stimulus;

/// <summary>Names as coordinates of random numbers.</summary>
internal static class NameHash
{
    /// <summary>FNV-1a over UTF-16 code units: fixed for ever, since stimulus depends on it.</summary>
    /// <param name="name">A name.</param>
    /// <returns>32 bits.</returns>
    public static uint Of(string name)
    {
        uint hash = 2166136261;
        foreach (char letter in name)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return hash;
    }
}
