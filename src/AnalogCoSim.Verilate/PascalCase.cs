namespace AnalogCoSim.Verilate;

/// <summary>Names of C# out of names of the RTL.</summary>
internal static class PascalCase
{
    /// <summary>Joins the words of a name, each with a capital: <c>s_axis_tdata</c> is <c>SAxisTdata</c>.</summary>
    /// <param name="name">Name in the RTL.</param>
    /// <returns>Name in C#.</returns>
    public static string Of(string name)
    {
        IEnumerable<string> words = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')).Split('_', StringSplitOptions.RemoveEmptyEntries);
        string joined = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return joined.Length == 0 || char.IsAsciiDigit(joined[0]) ? "_" + joined : joined;
    }
}
