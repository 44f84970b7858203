using AnalogCoSim.Verilator.Building;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace AnalogCoSim.NUnit.Fixtures;

/// <summary>Gives each test of a fixture fresh models of typed modules, from a pool; what a failed test leaves is attached to its result.</summary>
/// <remarks>
/// Models are put into all properties of the fixture that can be set and whose type is a typed module. They are as new: ports, registers, time. A model is kept after a test that passed and thrown away after one that did not.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RtlFixtureAttribute : NUnitAttribute, ITestAction
{
    /// <summary>Flavour of the models, as text for an attribute: <c>nameof(ModelFlavour.Fast)</c>; empty for the first one of the item, with <see cref="Waves"/> for Trace.</summary>
    public string Flavour { get; set; } = string.Empty;

    /// <summary>Whether waves of every test are written, and those of failed tests kept. Models several times slower.</summary>
    public bool Waves { get; set; }

    /// <summary>Whether models are used again after a test that passed. <c>$random</c> goes on in them.</summary>
    public bool Pooled { get; set; } = true;

    /// <summary>Plusargs of every model, each as <c>+NAME</c> or <c>+NAME=VALUE</c>.</summary>
    public string[] PlusArgs { get; set; } = [];

    /// <inheritdoc />
    public ActionTargets Targets => ActionTargets.Test;

    /// <summary>Puts models into the fixture.</summary>
    /// <param name="test">The test that begins.</param>
    /// <exception cref="AnalogCoSim.Core.Errors.AcsException">ModelDoesNotLoad: the flavour was not built.</exception>
    /// <exception cref="InvalidOperationException">The fixture has no property for a model, or another test is using it.</exception>
    public void BeforeTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        FixtureModels.Begin(test, Settings());
    }

    /// <summary>Takes the models back, and attaches what a failed test leaves.</summary>
    /// <param name="test">The test that has ended.</param>
    public void AfterTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        FixtureModels.End(test, TestContext.CurrentContext.Result.Outcome.Status != TestStatus.Failed);
    }

    private ModelSettings Settings()
    {
        ModelFlavour? flavour = Flavour.Length == 0 ? (Waves ? ModelFlavour.Trace : null)
            : Enum.TryParse(Flavour, ignoreCase: true, out ModelFlavour known) && Enum.IsDefined(known) ? known
            : throw new InvalidOperationException($"[RtlFixture(Flavour = \"{Flavour}\")]: there are {string.Join(", ", Enum.GetNames<ModelFlavour>())}.");
        return new ModelSettings(flavour, Waves, Pooled, string.Join('\n', PlusArgs));
    }
}
