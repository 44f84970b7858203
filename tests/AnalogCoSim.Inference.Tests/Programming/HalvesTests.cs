using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Chip;

namespace AnalogCoSim.Inference.Tests.Programming;

/// <summary>The analog room knows nothing of the chip; here both meet.</summary>
public sealed class HalvesTests
{
    [Test]
    public void Analog_and_digital_halves_have_the_same_sizes()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(AnalogGeometry.Rows, Is.EqualTo(RegisterMap.CrossbarRows));
            Assert.That(AnalogGeometry.Columns, Is.EqualTo(RegisterMap.CrossbarColumns));
        }
    }
}
