namespace AnalogCoSim.Testbench.Scoring;

/// <summary>One thing that a bench compares, e.g. a result port or a link: values come on it in an order.</summary>
/// <param name="name">Name in failures.</param>
/// <param name="show">How people see a value; decimal without it.</param>
public sealed class Check(string name, Func<ulong, string>? show = null)
{
    /// <summary>Name in failures.</summary>
    public string Name => name;

    /// <summary>A value as people see it.</summary>
    /// <param name="value">Bit pattern.</param>
    /// <returns>Text.</returns>
    public string Show(ulong value) => show?.Invoke(value) ?? value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
