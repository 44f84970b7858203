using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Rtl.Tests.Support;

namespace AnalogCoSim.Rtl.Tests.Simulation;

/// <summary>RTL becomes native code that is run: whose RTL is taken.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class RtlTreeTests
{
    private const UnixFileMode Anybody = (UnixFileMode)0b111_111_111;

    [Test]
    public void Program_in_a_checkout_takes_that_one_wherever_it_is_started()
    {
        using var own = new RtlCopy();
        using var other = new RtlCopy();
        string program = Directory.CreateDirectory(Path.Combine(own.Root, "build", "acs")).FullName;

        Assert.That(RtlTree.Find(program, other.Root), Is.EqualTo(own.Root));
    }

    [Test]
    public void Program_elsewhere_takes_the_one_around_the_current_folder_unless_others_can_change_it([Values("", "rtl", "rtl/chip", "rtl/chip/acs_chip.sv", "rtl/link/acs_link.sv")] string open)
    {
        using var copy = new RtlCopy();
        string current = Path.Combine(copy.Root, "rtl", "link");
        Assert.That(RtlTree.Find("/", current), Is.EqualTo(copy.Root));

        File.SetUnixFileMode(Path.Combine(copy.Root, open), Anybody);

        AcsException error = Assert.Throws<AcsException>(() => RtlTree.Find("/", current))!;
        Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.DataNotFound, copy.Root)));
        Assert.That(error.Remedy, Does.Contain($"ACS_RTL={copy.Root}"));
    }

    [Test]
    public void Copy_of_a_module_below_the_rtl_folder_is_not_taken()
    {
        using var tree = new PlantedTree("link/acs_link.sv", "endmodule", "endmodule");
        string[] before = [.. RtlTree.SourcesOf("acs_tile", tree.Root).Files];
        string attic = Directory.CreateDirectory(Path.Combine(tree.Root, "rtl", "attic")).FullName;
        File.Copy(Path.Combine(tree.Root, "rtl", "link", "acs_link.sv"), Path.Combine(attic, "acs_link.sv"));

        Assert.That(RtlTree.SourcesOf("acs_tile", tree.Root).Files, Is.EqualTo(before));
    }

    [Test]
    public void Root_without_rtl_is_a_coded_error_that_names_the_variable()
    {
        Assert.That(Assert.Throws<AcsException>(() => RtlTree.Find("/usr"))!.Remedy, Does.Contain("ACS_RTL"));
    }
}
