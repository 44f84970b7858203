using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>A tile that sleeps while a bit of one of its registers changes.</summary>
/// <param name="built">A tile with random power-up.</param>
internal sealed class SleepingTile(BuiltModel built)
{
    // Enough that each bit of a register is 1 in one of them.
    private const int PowerUps = 40;

    // Memories, and delay lines that copy another register and shift on after a reset.
    private static readonly string[] NotHeld =
    [
        ".left_mem", ".right_mem", ".route_mem", ".rx_ring", ".a_mem", ".b_mem", ".scale_mem", ".offset_mem", ".p_count_q",
        ".u_scale_n.delay_q", ".u_scale_p.delay_q", ".u_affine.delay_q", ".u_combine.delay_q",
    ];

    /// <summary>The registers that must not change.</summary>
    public IEnumerable<string> Registers
    {
        get
        {
            using var model = new VerilatedModel(built);
            return [.. model.RegisterNames().Select(register => register.Name).Where(IsHeld)];
        }
    }

    /// <summary>All bits of those that can be written from outside; a register that is an output of its module is kept elsewhere.</summary>
    /// <returns>Register and bit.</returns>
    public IEnumerable<(string Register, int Bit)> Bits()
    {
        string[] inner = [.. Registers.Where(name => !name.EndsWith("_o", StringComparison.Ordinal))];
        var bits = new Dictionary<string, byte[]>();
        for (int seed = 1; seed <= PowerUps; seed++)
        {
            using var model = new VerilatedModel(built, seed * 0x0246_8AC1);
            foreach (string name in inner)
            {
                byte[] value = model.ReadRegister(name);
                bits[name] = [.. value.Zip(bits.GetValueOrDefault(name, value), (one, other) => (byte)(one | other))];
            }
        }

        return bits.SelectMany(register => Enumerable.Range(0, 8 * register.Value.Length).Where(bit => (register.Value[bit / 8] >> (bit % 8) & 1) != 0).Select(bit => (register.Key, bit)));
    }

    /// <summary>Changes one bit.</summary>
    /// <param name="register">Register.</param>
    /// <param name="bit">Bit.</param>
    /// <returns>True if an assertion fails.</returns>
    public bool IsNoticed(string register, int bit) => IsNoticed(model =>
    {
        byte[] value = model.ReadRegister(register);
        value[bit / 8] ^= (byte)(1 << (bit % 8));
        model.WriteRegister(register, value);
    });

    /// <summary>Changes something.</summary>
    /// <param name="change">What is done to a sleeping tile.</param>
    /// <returns>True if an assertion fails; of a few registers another one knows more.</returns>
    public bool IsNoticed(Action<VerilatedModel> change)
    {
        using var model = new VerilatedModel(built);
        return AssertionProvocations.Provoke(model, new Provocation("TileQuiescent", "a change", tile =>
        {
            TileMoves.Idle(tile, 3);
            change(tile.Model);
            TileMoves.Idle(tile, 1);
        })) is not null;
    }

    private static bool IsHeld(string name) => !name.Contains("plant_", StringComparison.Ordinal) && !NotHeld.Any(other => name.EndsWith(other, StringComparison.Ordinal));
}
