using System.Text.RegularExpressions;

namespace AnalogCoSim.Core.Errors;

/// <summary>How the user calls this program: <c>scripts/acs</c> where it lies in a checkout, <c>acs</c> elsewhere. Sources write <c>acs</c>; commands that are shown go through here.</summary>
public static partial class CalledName
{
    private const string Script = "scripts/acs";

    /// <summary>The name, as of the root of the checkout.</summary>
    public static string Acs { get; } = Of(AppContext.BaseDirectory);

    /// <summary>A text whose commands can be copied.</summary>
    /// <param name="text">Text with commands such as <c>acs run FILE</c>.</param>
    /// <returns>The same with the name by which the program is called.</returns>
    public static string In(string text) => In(text, Acs);

    /// <summary>The same for any name.</summary>
    /// <param name="text">Text with commands.</param>
    /// <param name="name">The name.</param>
    /// <returns>The text.</returns>
    public static string In(string text, string name) => Command().Replace(text, name);

    /// <summary>The name of a program in a folder.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <returns>The script's, where it is found at or above the folder.</returns>
    public static string Of(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Script)))
            {
                return Script;
            }
        }

        return "acs";
    }

    [GeneratedRegex(@"(?<![\w./-])acs(?= [a-z])")]
    private static partial Regex Command();
}
