using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Tests.Toys;

namespace AnalogCoSim.Verilator.Tests.Models;

/// <summary>Registers that are held at a value, and snapshots beside waves.</summary>
[Category("Smoke")]
public sealed class ForceTests
{
    [Test]
    public void Held_register_has_its_value_whatever_the_rtl_assigns_and_logic_behind_it_follows()
    {
        using VerilatedModel model = Start(ModelFlavour.Check);
        model.Port<byte>("byte_i") = 3;
        model.Hold(10);
        model.Force(".sum_q", BitConverter.GetBytes(1000));
        model.Settle();
        Assert.That(model.Port<uint>("sum_o"), Is.EqualTo(1000), "at once with an evaluation");
        model.Hold(5);
        Assert.That((model.Port<uint>("sum_o"), model.Port<ushort>("count_o")), Is.EqualTo((1000U, (ushort)15)), "other registers go on");

        model.Release(".sum_q");
        model.Settle();
        Assert.That(model.Port<uint>("sum_o"), Is.EqualTo(1000), "kept until the RTL assigns another");
        model.Hold(2);
        Assert.That(model.Port<uint>("sum_o"), Is.EqualTo(1006));
    }

    [Test]
    public void Registers_clocked_behind_a_held_one_sample_the_held_value()
    {
        using VerilatedModel model = Start(ModelFlavour.Check);
        model.Force(".count_q", [5, 0]);
        foreach (byte value in (ReadOnlySpan<byte>)[11, 12, 13])
        {
            model.Port<byte>("byte_i") = value;
            model.Step();
        }

        byte[] memory = model.ReadRegister(".memory_q");
        Assert.That(memory[5], Is.EqualTo(13), "every write went to the held address");
        Assert.That(memory.Where((_, index) => index != 5), Is.All.Zero);
    }

    [Test]
    public void What_is_held_survives_a_restore_and_reset()
    {
        using VerilatedModel model = Start(ModelFlavour.Check);
        using ModelSnapshot saved = model.Save();
        model.Force(".count_q", [5, 0]);
        model.Restore(saved);
        model.Hold(3);
        Assert.That(model.Port<ushort>("count_o"), Is.EqualTo(5));
        model.Port<byte>("rst_ni") = 0;
        model.Settle();
        Assert.That(model.Port<ushort>("count_o"), Is.EqualTo(5));
    }

    [Test]
    public void Wrong_names_sizes_and_builds_are_refused()
    {
        using VerilatedModel model = Start(ModelFlavour.Check);
        Assert.Throws<ArgumentException>(() => model.Force(".nobody_q", [0]));
        Assert.Throws<ArgumentException>(() => model.Force(".count_q", [0]));
        Assert.Throws<ArgumentException>(() => model.Release(".nobody_q"));
        using var plain = new VerilatedModel(ToyModels.Build(ModelFlavour.Check));
        AcsException error = Assert.Throws<AcsException>(() => plain.Force(".count_q", [5, 0]))!;
        Assert.That(error.Expected, Does.Contain("held registers"));
    }

    [Test]
    [Category("Nightly")]
    public void A_model_that_writes_waves_has_snapshots_and_goes_back_when_its_file_is_closed()
    {
        using VerilatedModel model = Start(ModelFlavour.Trace);
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "snapshot.fst");
        model.Trace(path);
        model.Port<byte>("byte_i") = 2;
        model.Hold(5);
        using ModelSnapshot saved = model.Save();
        model.Hold(5);
        AcsException error = Assert.Throws<AcsException>(() => model.Restore(saved))!;
        Assert.That((error.Code, model.Port<uint>("sum_o")), Is.EqualTo((ErrorCode.RtlMisuse, 20U)), "refused without harm");

        model.Trace(null);
        model.Restore(saved);
        model.Trace(path);
        model.Hold(1);
        model.Trace(null);
        Assert.That(model.Port<uint>("sum_o"), Is.EqualTo(12));
        var waves = Support.FstChanges.Read(path, "sum_o");
        Assert.That(waves.Changes.Select(change => Convert.ToInt32(change.Value, 2)), Is.EqualTo([10, 12]), "a file from the restored state on");
    }

    private static VerilatedModel Start(ModelFlavour flavour)
    {
        var model = new VerilatedModel(VerilatorBuild.Default.Build(new ModelSpecification(ToyModels.Sources(), flavour) { ForceableRegisters = true }));
        model.Port<byte>("rst_ni") = 0;
        model.Step();
        model.Port<byte>("rst_ni") = 1;
        return model;
    }
}
