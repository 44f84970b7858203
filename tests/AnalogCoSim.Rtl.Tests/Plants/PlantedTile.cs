using System.Globalization;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Rtl.Tests.Tiles;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Plants;

/// <summary>One build of the tile that holds every planted fault; each is switched on by a number in the selector of a module instance.</summary>
internal sealed class PlantedTile : IDisposable
{
    private readonly RtlCopy _copy = new();
    private readonly List<Plant> _plants = [];

    /// <summary>Plants and builds.</summary>
    /// <param name="lines">Whether faults of every line are planted, or those of all other kinds.</param>
    public PlantedTile(bool lines = false)
    {
        foreach (string path in RtlTree.SourcesOf("acs_tile", _copy.Root).Files.Select(file => Path.Combine(_copy.Root, file)))
        {
            string text = File.ReadAllText(path);
            if (!text.Contains("\nmodule ", StringComparison.Ordinal))
            {
                continue;
            }

            // Registers that serve assertions are registers like any other here.
            string whole = lines ? text : text.Replace("`ifndef SYNTHESIS", "`ifndef ACS_NEVER", StringComparison.Ordinal);
            var module = new PlantedModule(Path.GetFileNameWithoutExtension(path), whole, (uint)_plants.Count);
            if (lines)
            {
                module.Lines();
            }
            else
            {
                module.Resets();
                module.Assertions();
                PlantSpecial(Path.GetFileNameWithoutExtension(path), module);
                PlantMutants(Path.GetFileNameWithoutExtension(path), module);
                module.Addresses();
                module.Spares();
            }

            _plants.AddRange(module.Plants);
            File.WriteAllText(path, module.Text);
        }

        Built = TileModels.Build(_copy.Root);
        using var model = new VerilatedModel(Built);
        Selectors = SelectorsOf(model);
    }

    /// <summary>The build.</summary>
    public BuiltModel Built { get; }

    /// <summary>The selectors of all module instances.</summary>
    public IReadOnlyList<string> Selectors { get; }

    /// <summary>All faults of a kind in all instances of their modules within the tile.</summary>
    /// <param name="kind">Kind.</param>
    /// <returns>Fault and selector.</returns>
    public IReadOnlyList<(Plant Plant, string Selector)> Instances(PlantKind kind) =>
        [.. _plants.Where(plant => plant.Kind == kind).SelectMany(plant => Selectors.Where(name => name.EndsWith("." + Plant.Selector(plant.Module), StringComparison.Ordinal)).Select(name => (plant, name)))];

    /// <summary>Builds a block with the same faults.</summary>
    /// <param name="top">Module.</param>
    /// <returns>The model.</returns>
    public BuiltModel Block(string top) => top == "acs_tile" ? Built : TileModels.Build(_copy.Root, top);

    /// <summary>Switches all faults off and one on.</summary>
    /// <param name="model">A model of <see cref="Built"/> or of a block.</param>
    /// <param name="selector">Selector; null for none.</param>
    /// <param name="number">Fault.</param>
    public static void Select(VerilatedModel model, string? selector, uint number)
    {
        foreach (string name in SelectorsOf(model))
        {
            // In a block the path of an instance is shorter than in the tile.
            model.WriteRegister(name, BitConverter.GetBytes(selector?.EndsWith(name, StringComparison.Ordinal) == true ? number : 0));
        }
    }

    public void Dispose() => _copy.Dispose();

    private static IReadOnlyList<string> SelectorsOf(VerilatedModel model) =>
        [.. model.RegisterNames().Select(register => register.Name).Where(name => name.Contains(".plant_", StringComparison.Ordinal))];

    private static void PlantMutants(string name, PlantedModule module)
    {
        foreach (var (_, before, expression, bug) in Mutants.All.Concat(RareMutants.All).Where(mutant => mutant.Module == name))
        {
            module.Mutate(before, expression, bug);
        }

        foreach (var (_, after, bug) in Mutants.Statements.Concat(RareMutants.Statements).Where(mutant => mutant.Module == name))
        {
            module.Also(after, bug);
        }

        foreach (var (instance, port, width, _) in Crossings.Ports.Where(_ => name == "acs_tile"))
        {
            module.Cross(instance, port, width, Crossings.Events);
        }
    }

    private static void PlantSpecial(string name, PlantedModule module)
    {
        switch (name)
        {
            case "acs_cfg_regs":
                module.ControlBits();
                break;
            case "acs_mvm_ctrl":
                module.Skip(PlantKind.AdcPair, "left_mem[{write_buffer_q, write_pair_q}] <= adc_left_i;", "write_pair_q", 128);
                module.Skip(PlantKind.AdcPair, "right_mem[{write_buffer_q, write_pair_q}] <= adc_right_i;", "write_pair_q", 128);
                module.Clear(PlantKind.ControlBit, "mvm_mode_o <= ", "mode_i", 1, 1, "mode");
                module.Clauses(PlantKind.AssertionClause, "pair_due_q <= ");
                break;
            case "acs_tile":
                module.Clear(PlantKind.CountBit, ".adc_left_i     (", "adc_left_i", 24, 1, "adc_left_i");
                module.Clear(PlantKind.CountBit, ".adc_right_i    (", "adc_right_i", 24, 1, "adc_right_i");
                module.Clauses(PlantKind.QuietClause, "assign quiescent_o = ");
                module.Clauses(PlantKind.AssertionClause, "assign sleeps = ");
                module.Members(PlantKind.SleepingRegister, "state = ");
                break;
            case "acs_drain_ctrl":
                module.Clauses(PlantKind.QuietClause, "assign busy_o = ");
                break;
            case "acs_ldpu_convert":
                module.Skip(PlantKind.ColumnWord, "scale_mem[cfg_addr_i[7:1]] <= cfg_data_i;", "cfg_addr_i[7:1]", 128);
                module.Skip(PlantKind.ColumnWord, "offset_mem[cfg_addr_i[7:1]] <= cfg_data_i[acs_regs_pkg::ColumnAffineOLsb +: 16];", "cfg_addr_i[7:1]", 128);
                break;
            case "acs_ldpu_activation":
                module.Skip(PlantKind.ColumnWord, "a_mem[cfg_addr_i[7:0]] <= cfg_data_i[acs_regs_pkg::ColumnAffineALsb +: 16];", "cfg_addr_i[7:0]", 256);
                module.Skip(PlantKind.ColumnWord, "b_mem[cfg_addr_i[7:0]] <= cfg_data_i[acs_regs_pkg::ColumnBiasBLsb +: 16];", "cfg_addr_i[7:0]", 256);
                module.Skip(PlantKind.Drain, "data_o <= acs_fp16_pkg::f2i8(acs_fp16_pkg::relu(relu2_i, r));", "out_column_q", 256);
                break;
            case "acs_input_regs":
                for (int beat = 0; beat < 8; beat++)
                {
                    string range = string.Create(CultureInfo.InvariantCulture, $"x_o[{(256 * beat) + 255}:{256 * beat}]");
                    module.Clear(PlantKind.InputRow, range + " <= ", "load_data_i", 256, 8, range);
                }

                break;
            case "acs_link":
                module.Gate(PlantKind.ReceivedByte, "byte_valid_o <= ", "(index_q >= rx_first_i) && (index_q <= rx_last_i)", "index_q", 256);
                module.Clear(PlantKind.RouteBit, "{", "cfg_data_i[acs_regs_pkg::RouteConsumeLsb]", 1, 1, "consume");
                module.Clear(PlantKind.RouteBit, "", "cfg_data_i[acs_regs_pkg::RouteFwdMaskLsb +: 7]", 7, 1, "fwd_mask");
                module.Clear(PlantKind.RouteBit, "", "cfg_data_i[acs_regs_pkg::RouteRxMaskLsb +: 7]", 7, 1, "rx_mask");
                module.Skip(PlantKind.Route, "route_valid_q[cfg_addr_i[7:0]] <= 1'b1;", "cfg_addr_i[7:0]", 256);
                module.Gate(PlantKind.Port, "if (", "rx_valid_i[p]", "p", 7);
                module.Clear(PlantKind.Port, "tx_valid_o <= ", "valid", 7, 1, "tx");
                module.Clauses(PlantKind.QuietClause, "assign busy_o = ");

                // The first port can be no second one, and the last no first.
                module.Zero(PlantKind.AssertionClause, "collision = collision | ", "(valid & route[6:0])", 7, "p", 0, 7);
                module.Zero(PlantKind.AssertionClause, "consumed_twice = consumed_twice | ", "(consumed & route[7])", 1, "p", 1, 6);
                module.Zero(PlantKind.AssertionClause, "consumed = consumed | ", "route[7]", 1, "p", 0, 6);
                break;
            default:
                break;
        }
    }
}
