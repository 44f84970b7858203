using System.Globalization;

namespace AnalogCoSim.Toolchain.Caching;

/// <summary>Who is in a group, as far as <c>/etc/group</c> and <c>/etc/passwd</c> tell.</summary>
internal static class UserGroups
{
    private static readonly Lazy<(string[] Groups, string[] Users)> Files = new(() => (Lines("/etc/group"), Lines("/etc/passwd")));

    /// <summary>Tells whether a group holds nobody but one user and root.</summary>
    /// <param name="group">Number of the group.</param>
    /// <param name="user">Number of the user.</param>
    /// <returns>True if so; false for a group that is not listed, such as one of a directory service.</returns>
    public static bool HasNobodyElse(uint group, uint user) => HasNobodyElse(group, user, Files.Value.Groups, Files.Value.Users);

    /// <summary>The same for given tables.</summary>
    /// <param name="group">Number of the group.</param>
    /// <param name="user">Number of the user.</param>
    /// <param name="groups">Lines <c>name:x:number:members</c>.</param>
    /// <param name="users">Lines <c>name:x:number:group:...</c>.</param>
    /// <returns>True if so.</returns>
    public static bool HasNobodyElse(uint group, uint user, IEnumerable<string> groups, IEnumerable<string> users)
    {
        string wanted = group.ToString(CultureInfo.InvariantCulture);
        string[][] accounts = [.. users.Select(line => line.Split(':')).Where(part => part.Length > 3)];
        string[] listed = [.. groups.Select(line => line.Split(':')).Where(part => part.Length > 3 && part[2] == wanted).Select(part => part[3])];
        string[] trusted = [.. accounts.Where(part => part[2] == "0" || part[2] == user.ToString(CultureInfo.InvariantCulture)).Select(part => part[0])];
        IEnumerable<string> members = listed.SelectMany(names => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Concat(accounts.Where(part => part[3] == wanted).Select(part => part[0]));
        return listed.Length > 0 && members.All(trusted.Contains);
    }

    private static string[] Lines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];
}
