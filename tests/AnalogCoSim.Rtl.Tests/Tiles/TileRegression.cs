using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Rtl.Tests.Ldpu;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>The regular stimulus of a tile: every column, every bit of every selection and control field, all path ids and ports, both modes and changes between them, both ADC buffers, addresses of no register, packets on all ports at
/// once, a reset in mid-run and resets in each clock of the beginning of an MVM.</summary>
/// <remarks>The tests of the tile run it, and so does the test that plants faults: what it proves of faults it proves of the regular tests.</remarks>
internal sealed class TileRegression
{
    private const int Interval = 258;

    // A register of one bit keeps its 0 by chance once in 2^12.
    internal const int PowerUps = 12;

    // Registers without a reset value, from the headers of the modules: memories, and data that travels under a valid bit.
    internal static readonly string[] WithoutReset =
    [
        "left_mem", "right_mem", "left_counts_o", "right_counts_o", "route_mem", "rx_ring", "a_mem", "b_mem", "a_q", "b_q", "rx_q", "v_delay_q", "scale_mem", "offset_mem",
        "n_q", "minus_s_n_q", "o_q", "p_count_q", "p_q", "s_p_q",
    ];

    // The variant that combines all bytes and sends all columns.
    private const int SendsAll = 2;

    private static readonly string[] Multipliers = [".u_scale_n", ".u_scale_p", ".u_affine", ".u_combine"];

    private static readonly LdpuRegisters[] Variants = [.. MakeVariants()];

    private readonly TilePlayer _powerUp;
    private readonly TilePlayer _interrupted;
    private readonly TilePlayer _resets;
    private readonly TilePlayer _traffic;

    /// <summary>Makes the stimulus.</summary>
    /// <param name="ports">Ports of the tile.</param>
    /// <param name="seed">Seed of all data, and of the moment of the reset in mid-run.</param>
    public TileRegression(PortTable ports, int seed)
    {
        TileScript script = Script(seed);
        var random = new Random(seed);

        // In a drain, when every module has something to lose.
        int[] drains = [.. Enumerable.Range(0, script.End).Where(clock => clock > script.End / 3 && script.Clocks[clock].Result is { Column: > 20 and < 220 })];
        int moment = drains[random.Next(drains.Length)];
        _powerUp = new TilePlayer([.. script.Clocks.Take(moment)], ports);
        _interrupted = new TilePlayer(script.AfterReset(random.Next(1, 4)), ports);
        IReadOnlyList<TileClock> resets = TileResets.Make(seed);
        _resets = new TilePlayer(resets, ports);
        TileScript traffic = new TileTraffic(seed).Script;
        _traffic = new TilePlayer(traffic.AfterReset(1), ports);
        Clocks = moment + script.End + resets.Count + traffic.End;
    }

    /// <summary>Clocks of one run.</summary>
    public int Clocks { get; }

    /// <summary>Powers up in random states, resets, runs until a reset in mid-run, and runs whole.</summary>
    /// <param name="built">A tile with random power-up.</param>
    /// <param name="afterPowerUp">Called with each instance before its reset.</param>
    /// <param name="powerUps">How many random states are begun with; the last one runs.</param>
    /// <returns>What is wrong, or null.</returns>
    public string? Run(BuiltModel built, Action<VerilatedModel>? afterPowerUp = null, int powerUps = PowerUps)
    {
        for (int seed = PowerUps - powerUps + 1; seed <= PowerUps; seed++)
        {
            using var model = new VerilatedModel(built, seed * 0x1357_9BD);
            afterPowerUp?.Invoke(model);
            if (Reset(model) is { } wrong)
            {
                return $"after power-up {seed}: {wrong}";
            }

            if (seed == PowerUps)
            {
                return Play(_powerUp, "before the reset") ?? ResetWithoutClock(model) ?? Play(_interrupted, "after the reset") ?? Play(_resets, "in resets") ?? Play(_traffic, "in traffic");
                string? Play(TilePlayer player, string when) => player.Play(model) is { } difference ? $"{when}: {difference}" : null;
            }
        }

        return null;
    }

    /// <summary>Tells whether a register has a reset value, which is 0 for all of them.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>False for memories and data.</returns>
    public static bool HasReset(string name)
    {
        string own = name[(name.LastIndexOf('.') + 1)..];
        string instance = name[..^(own.Length + 1)];
        return !own.StartsWith("plant_", StringComparison.Ordinal) && !WithoutReset.Contains(own) && !Multipliers.Any(fma => instance.EndsWith(fma, StringComparison.Ordinal));
    }

    private static string? Reset(VerilatedModel model)
    {
        model.Inputs.Clear();
        model.Run(2);
        string? found = NotZero(model);
        model.Set("rst_ni", 1);
        return found;
    }

    // It is asynchronous, whatever comes in.
    private static string? ResetWithoutClock(VerilatedModel model)
    {
        foreach (string input in new[] { "cfg_valid_i", "load_valid_i", "start_i", "adc_valid_i" })
        {
            model.Set(input, 1);
        }

        model.Set("rx_valid_i", 0x7F);
        model.Set("rst_ni", 0);
        model.Evaluate();
        return NotZero(model) is { } wrong ? $"in a reset without a clock: {wrong}" : null;
    }

    private static string? NotZero(VerilatedModel model)
    {
        IEnumerable<string> registers = model.RegisterNames().Select(register => register.Name).Where(HasReset);
        string? found = registers.FirstOrDefault(name => model.ReadRegister(name).AsSpan().ContainsAnyExcept((byte)0));
        return found is null ? null : $"register {found} is not 0";
    }

    private static TileScript Script(int seed)
    {
        var random = new Random(seed);
        var script = new TileScript();
        Strangers(script, random);
        for (int variant = 0; variant < Variants.Length; variant++)
        {
            // New columns each time: a write that is lost leaves those of the variant before.
            LdpuRegisters registers = With(LdpuRegisterSets.Usual(random) with { Offset = Offsets(random, variant) }, Variants[variant]);
            ConfigWrite[] writes = [.. ChipConfiguration.OfTile(0, registers), .. EmptyAddresses.Near([], 12, random)];

            // In any order: a write that lands in a second place too must not be hidden by the one that follows it.
            random.Shuffle(writes);
            script.Configure(writes);
            if (variant == SendsAll)
            {
                Paths(script, random);
                script.Rest(6);
            }

            Pair(script, registers, variant, random);
            script.Rest(6);
        }

        return script;
    }

    // Far from those of the variant before: a small difference may vanish in the rounding to INT8.
    private static ushort[] Offsets(Random random, int variant) =>
        [.. Enumerable.Range(0, 256).Select(column => BitConverter.HalfToUInt16Bits((Half)(((variant + column) % 2 == 0 ? 1 : -1) * (300 + (300 * random.NextDouble())))))];

    // Packets of path ids that no route was written for: memory may hold anything there.
    private static void Strangers(TileScript script, Random random)
    {
        for (int k = 0; k < 3 * LinkTable.Ports; k++)
        {
            script.Receive(script.End, k % LinkTable.Ports, (byte)random.Next(256), Bytes(random, 2), 0);
        }

        script.Rest(6);
    }

    // MVMs as close as the tile allows, in changing modes. If it combines, all results are there before the first packet comes.
    private static void Pair(TileScript script, LdpuRegisters registers, int variant, Random random)
    {
        // A tile that waits for packets holds two results; one that does not goes on, and has a third change of modes.
        int mvms = registers.Combine ? 2 : 3;
        bool FourPhase(int k) => (variant + k) % 2 == 1;
        byte path = (byte)(0x11 * variant);
        int port = (3 * variant) % LinkTable.Ports;
        int forward = variant == 2 ? 1 << (int)LinkPort.Host : 0;
        if (registers.Combine)
        {
            script.Configure([ChipConfiguration.Route(0, path, new RouteEntry((byte)(1 << port), (byte)forward, true))]);
        }

        int start = script.End + 8;
        int first = start + 1 + (FourPhase(0) ? 208 : 54);
        for (int k = 0; k < mvms; k++)
        {
            (int, sbyte[])? packet = null;
            if (registers.Combine)
            {
                int clock = first + Interval + 260 + (k * Interval);
                sbyte[] payload = Bytes(random, variant == 3 ? 192 : 256);
                script.Receive(clock, port, path, payload, forward);
                packet = (clock, payload);
            }

            for (int beat = 0; beat < 8; beat++)
            {
                script.Load(start + (k * Interval) - 8 + beat, beat, random);
            }

            script.Mvm(start + (k * Interval), registers, FourPhase(k), Counts(random), packet);
        }
    }

    // Any counts in a third of the columns; in the others a difference that leaves the result within INT8, where every register tells.
    private static (ushort[] P, ushort[] N) Counts(Random random)
    {
        ushort[] p = [.. Enumerable.Range(0, 256).Select(_ => (ushort)random.Next(4096))];
        return (p, [.. p.Select(count => random.Next(3) == 0 ? (ushort)random.Next(4096) : (ushort)Math.Clamp(count + random.Next(-900, 900), 0, 4095))]);
    }

    // A short packet on every path id, by each port in turn; then some that must be ignored: by a port that may not receive them. Before them, when all registers and routes are written,
    // comes a write to every address at which nothing is: packets and the MVMs behind them tell whether it changed a route, a column or a control register.
    private static void Paths(TileScript script, Random random)
    {
        script.Configure(Enumerable.Range(0, 256).Select(path => ChipConfiguration.Route(0, (byte)path, new RouteEntry((byte)(1 << (path % 7)), Mask(path), false))));
        script.Configure(EmptyAddresses.Everywhere(random));
        for (int path = 0; path < 256; path++)
        {
            script.Receive(script.End, path % 7, (byte)path, Bytes(random, 1), Mask(path));
        }

        for (int path = 0; path < 7; path++)
        {
            script.Receive(script.End, (path + 1) % 7, (byte)path, Bytes(random, 3), 0);
        }

        Together(script, random);
    }

    // A packet on every port, each begun a clock after the one before and a byte shorter or longer, each leaving by another port.
    private static void Together(TileScript script, Random random)
    {
        const int FirstPath = 70;
        script.Configure(Enumerable.Range(0, LinkTable.Ports).Select(port => ChipConfiguration.Route(0, (byte)(FirstPath + port), new RouteEntry((byte)(1 << port), Next(port), false))));
        int start = script.End;
        for (int port = 0; port < LinkTable.Ports; port++)
        {
            script.Receive(start + port, port, (byte)(FirstPath + port), Bytes(random, 4 + (5 * port % 7)), Next(port));
        }
    }

    private static byte Next(int port) => (byte)(1 << ((port + 3) % LinkTable.Ports));

    private static byte Mask(int path) => (byte)(1 + (37 * path % 127));

    private static sbyte[] Bytes(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-128, 128))];

    private static LdpuRegisters With(LdpuRegisters columns, LdpuRegisters control) => control with
    {
        ScaleP = columns.ScaleP,
        ScaleN = columns.ScaleN,
        Offset = columns.Offset,
        AffineScale = columns.AffineScale,
        AffineOffset = columns.AffineOffset,
    };

    // Every bit of every field is 1 in one of them and 0 in another.
    private static IEnumerable<LdpuRegisters> MakeVariants()
    {
        LdpuRegisters none = LdpuRegisterSets.Plain(0, 1);
        yield return none with { Relu1 = true, TxEnable = true, TxMask = 0x2A, TxPath = 0xA5, TxFirst = 0x55, TxLast = 0xAA };
        yield return none with { Combine = true, Relu2 = true, RxScale = 0x3AAA, RxFirst = 0x55, RxLast = 0xAA, TxEnable = true, TxMask = 0x55, TxPath = 0x5A, TxFirst = 0xAA, TxLast = 0xD5 };
        yield return none with { Combine = true, Relu1 = true, RxScale = 0xB555, RxLast = 0xFF, TxEnable = true, TxMask = 0x3F, TxPath = 0xFF, TxLast = 0xFF };
        yield return none with { Combine = true, RxScale = 0x4055, RxFirst = 0xAA, RxLast = 0xD5, TxMask = 0x7F, TxLast = 0x7F };
    }
}
