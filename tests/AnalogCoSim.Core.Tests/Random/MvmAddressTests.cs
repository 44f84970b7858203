using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Core.Tests.Random;

[Category("Smoke")]
public sealed class MvmAddressTests
{
    [Test]
    public void Addresses_are_ordered_by_image_step_time_core_and_position()
    {
        MvmAddress[] ascending =
        [
            new(0, 0, 0, 0, 0, 9), new(0, 0, 0, 0, 1, 8), new(0, 0, 0, 1, 0, 7), new(0, 0, 1, 0, 0, 6), new(0, 1, 0, 0, 0, 5), new(1, 0, 0, 0, 0, 4),
        ];

        Assert.That(ascending.Reverse().Order(), Is.EqualTo(ascending));
        Assert.That((ascending[0] < ascending[1], ascending[1] > ascending[0], ascending[0] <= ascending[0], ascending[0] >= ascending[1]), Is.EqualTo((true, true, true, false)));
    }

    [Test]
    public void Next_address_has_the_next_position_and_the_next_count() =>
        Assert.That(new MvmAddress(3, 4, 0, 5, 6, 42).Next(2), Is.EqualTo(new MvmAddress(3, 4, 0, 5, 8, 44)));
}
