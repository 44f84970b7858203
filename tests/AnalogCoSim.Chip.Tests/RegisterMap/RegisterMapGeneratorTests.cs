using AnalogCoSim.Chip.RegisterMaps;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Chip.Tests.RegisterMaps;

[TestFixture]
[Category("Smoke")]
public sealed class RegisterMapGeneratorTests
{
    private static string Root { get; } = Checkout.Root ?? throw new InvalidOperationException("The tests run outside a checkout.");

    private static string Yaml => File.ReadAllText(Path.Combine(Root, "rtl", "common", "register_map.yaml"));

    [TestCase("rtl/common/acs_regs_pkg.sv")]
    [TestCase("src/AnalogCoSim.Chip/Generated/RegisterMap.g.cs")]
    [TestCase("src/AnalogCoSim.Rtl/native/acs_map.h")]
    public void Committed_files_equal_what_the_generator_gives(string path)
    {
        string committed = File.ReadAllText(Path.Combine(Root, path));
        Assert.That(committed, Is.EqualTo(RegisterMapGenerator.Generate(Yaml).Single(file => file.Path == path).Text), "run `acs generate`");
    }

    [TestCase("tile_rows: 8", "tile_rows: 9")]
    [TestCase("tile_columns: 8", "tile_columns: 0")]
    [TestCase("crossbar_columns: 256", "crossbar_columns: 128")]
    [TestCase("clock_picoseconds: 2500", "clock_picoseconds: 2501")]
    [TestCase("latency_limit: 1024", "latency_limit: 208")]
    public void Sizes_that_no_side_can_build_are_refused(string sound, string broken)
    {
        AcsException? error = Assert.Throws<AcsException>(() => RegisterMapGenerator.Generate(Yaml.Replace(sound, broken, StringComparison.Ordinal)));
        Assert.That(error!.Code, Is.EqualTo(ErrorCode.ScenarioInvalidValue));
    }

    [Test]
    public void Link_table_has_320_links_and_each_leads_back()
    {
        int links = 0;
        for (int tile = 0; tile < RegisterMap.Tiles; tile++)
        {
            for (int port = 0; port < RegisterMap.NeighbourPorts; port++)
            {
                int neighbour = RegisterMap.Neighbour(tile, port);
                if (neighbour >= 0)
                {
                    links++;
                    Assert.That(RegisterMap.Neighbour(neighbour, RegisterMap.OppositePort(port)), Is.EqualTo(tile));
                }
            }
        }

        Assert.That(links, Is.EqualTo(320));
    }

    [Test]
    public void Pack_places_fields_where_the_architecture_says()
    {
        Assert.Multiple(() =>
        {
            Assert.That(RegisterMap.PackColumnScale(sP: 0x1234, sN: 0xABCD), Is.EqualTo(0xABCD1234u));
            Assert.That(RegisterMap.PackRoute(rxMask: 0x41, fwdMask: 0x02, consume: true), Is.EqualTo(0x8241u));
            Assert.That(
                RegisterMap.PackCtrl(relu1: true, relu2: false, combine: true, txEnable: true, txMask: 0x40, txPath: 0x7F),
                Is.EqualTo(0x007F400Du));
        });
    }

    [Test]
    public void Pack_refuses_a_value_wider_than_its_field() =>
        Assert.That(() => RegisterMap.PackRoute(rxMask: 0x80, fwdMask: 0, consume: false), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Overlapping_registers_are_refused()
    {
        string broken = Yaml.Replace("address: 0x401", "address: 0x400", StringComparison.Ordinal);
        AcsException? error = Assert.Throws<AcsException>(() => RegisterMapGenerator.Generate(broken));
        Assert.That(error!.Code, Is.EqualTo(ErrorCode.ScenarioInvalidValue));
    }

    [Test]
    public void Unknown_key_is_refused_with_its_line()
    {
        AcsException? error = Assert.Throws<AcsException>(() => RegisterMapGenerator.Generate("version: 1\nregistres: []\n"));
        Assert.Multiple(() =>
        {
            Assert.That(error!.Code, Is.EqualTo(ErrorCode.ScenarioSyntax));
            Assert.That(error!.Where, Does.StartWith("register_map.yaml:2:"));
        });
    }
}
