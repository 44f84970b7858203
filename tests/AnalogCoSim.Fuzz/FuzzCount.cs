using System.Text.Json;

namespace AnalogCoSim.Fuzz;

/// <summary>What a reader made of damaged inputs.</summary>
public sealed record FuzzCount(string Reader)
{
    internal static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Damaged inputs read.</summary>
    public int Count { get; internal set; }

    /// <summary>Ended in anything but a coded error that names a place.</summary>
    public int Crashes { get; internal set; }

    /// <summary>Took longer than <see cref="FuzzRun.Limit"/>.</summary>
    public int Hangs { get; internal set; }

    /// <summary>Read as other contents although the format has checksums.</summary>
    public int Silent { get; internal set; }

    /// <summary>Refused with code and place, but with another exit code than that of bad input.</summary>
    public int WrongExits { get; internal set; }

    /// <summary>Refused with code and place, exit code 2.</summary>
    public int Refused { get; internal set; }

    /// <summary>Read as the undamaged file: what was damaged means nothing.</summary>
    public int Same { get; internal set; }

    /// <summary>Read as other contents, as the format allows: another number is another number.</summary>
    public int Other { get; internal set; }

    /// <summary>The first crashes, hangs and silent ones, with the file that was kept.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Inputs that ended as they must not.</summary>
    public int Failed => Crashes + Hangs + WrongExits + Silent;

    /// <summary>Whether nothing crashed, hung, ended with a wrong exit code or was read wrongly in silence.</summary>
    public bool Met => Failed == 0;
}
