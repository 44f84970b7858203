using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Core.Tests.Files;

[TestFixture]
public sealed class CheckoutTests
{
    [Test]
    public void Tests_run_inside_the_checkout_that_holds_their_sources() =>
        Assert.That(Path.Combine(Checkout.Root!, "src", "AnalogCoSim.Core", "Files", "Checkout.cs"), Does.Exist);

    [Test]
    public void Nearest_folder_with_the_solution_is_the_checkout_of_all_below_it()
    {
        string root = Directory.CreateTempSubdirectory("acs-checkout-").FullName;
        try
        {
            string inner = Directory.CreateDirectory(Path.Combine(root, "a", "b")).FullName;
            Assert.That(Checkout.Around(inner), Is.Null);
            File.WriteAllText(Path.Combine(root, "AnalogCoSim.sln"), string.Empty);
            Assert.That((Checkout.Around(inner), Checkout.Around(root)), Is.EqualTo((root, root)));
            File.WriteAllText(Path.Combine(root, "a", "AnalogCoSim.sln"), string.Empty);
            Assert.That(Checkout.Around(inner), Is.EqualTo(Path.Combine(root, "a")));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
