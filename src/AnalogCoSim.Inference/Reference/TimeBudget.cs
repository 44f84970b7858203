
namespace AnalogCoSim.Inference.Reference;

/// <summary>Where an engine's time went, summed over its threads.</summary>
/// <param name="Analog">In the analog macros.</param>
/// <param name="Ldpu">In the LDPU model.</param>
/// <param name="Host">In host steps, im2col and packets.</param>
/// <param name="Images">Images run.</param>
/// <param name="Mvms">MVMs of single cores run.</param>
public sealed record TimeBudget(TimeSpan Analog, TimeSpan Ldpu, TimeSpan Host, long Images, long Mvms)
{
    /// <summary>Nothing spent.</summary>
    public static TimeBudget Zero { get; } = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0, 0);

    /// <summary>Sum of two budgets.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The sum.</returns>
    public TimeBudget Plus(TimeBudget other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new TimeBudget(Analog + other.Analog, Ldpu + other.Ldpu, Host + other.Host, Images + other.Images, Mvms + other.Mvms);
    }
}
