using System.Buffers;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Coverage.Functional;

/// <summary>Checks what a cover group is made of.</summary>
internal static class CoverageNames
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Letters);

    /// <summary>Lets pass what can stand in <c>group.point.bin</c> and in the pattern of a waiver.</summary>
    public static string Checked(string name, string place)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Allowed)
            ? name
            : throw Wrong("A name of functional coverage has a letter that cannot stand in it.", place, "letters, digits, _, + and -", name.Length == 0 ? "an empty name" : name, "rename it");
    }

    /// <summary>Lets a reason pass that says something.</summary>
    public static string Reason(string reason, string place) =>
        string.IsNullOrWhiteSpace(reason) ? throw Wrong("A bin that is not to be hit has no reason.", place, "a sentence", "nothing", "say why") : reason;

    public static AcsException Wrong(string what, string place, string expected, string actual, string remedy) => new(ErrorCode.CoverageDefinition, what, place, expected, actual, remedy);
}
