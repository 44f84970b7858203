using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Tests.Errors;

/// <summary>Commands in remedies name what the user calls.</summary>
[TestFixture]
public sealed class CalledNameTests
{
    [TestCase("run acs sweep again, or acs run FILE", "run NAME sweep again, or NAME run FILE")]
    [TestCase("acs golden FILE", "NAME golden FILE")]
    [TestCase("Record it: scripts/acs golden x.yaml", "Record it: scripts/acs golden x.yaml")]
    [TestCase("set ACS_RTL, see acs.md, acs, acs-tool and build/acs run", "set ACS_RTL, see acs.md, acs, acs-tool and build/acs run")]
    public void Commands_get_the_name(string text, string expected) => Assert.That(CalledName.In(text, "NAME"), Is.EqualTo(expected));

    [Test]
    public void Program_in_a_checkout_is_called_by_its_script_and_any_other_by_its_name()
    {
        string folder = Directory.CreateTempSubdirectory("acs-called-").FullName;
        string program = Directory.CreateDirectory(Path.Combine(folder, "build", "acs", "current")).FullName;
        Assert.That(CalledName.Of(program), Is.EqualTo("acs"));

        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "scripts")).FullName, "acs"), string.Empty);

        Assert.That(CalledName.Of(program), Is.EqualTo("scripts/acs"));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Remedy_of_every_error_can_be_copied() =>
        Assert.That(new AcsException(ErrorCode.CommandLine, "x", remedy: "acs doctor tells").Remedy, Is.EqualTo($"{CalledName.Acs} doctor tells"));

    [Test]
    public void Copies_of_an_error_keep_its_place_on_the_chip()
    {
        var error = new AcsException(ErrorCode.RtlAssertion, "x") { Core = 4, Step = 1 };

        AcsException copy = error.Within("image 3, layer 'a'", 3, 2, "a", 77).WithRemedy("look").WithExpected("nothing").Within("outside").Within("twice", 9, 9, "b", 9);

        Assert.That((copy.Core, copy.Step, copy.Image, copy.Layer, copy.Clock), Is.EqualTo(((int?)4, (int?)1, (int?)3, "a", (ulong?)77)));
        Assert.That((copy.Where, copy.Expected, copy.Remedy), Is.EqualTo(("twice, outside, image 3, layer 'a'", "nothing", "look")));
    }
}
