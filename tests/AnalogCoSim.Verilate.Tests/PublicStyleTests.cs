using System.Runtime.Versioning;
using AnalogCoSim.Verilate.Tests.Support;

namespace AnalogCoSim.Verilate.Tests;

/// <summary>Modules in the styles of public libraries, as they are, with nothing but an item each.</summary>
[Category("Nightly")]
[NonParallelizable]
[UnsupportedOSPlatform("windows")]
public sealed class PublicStyleTests
{
    private const string Items = """
        <Verilog Include="rtl/sync_fifo.v" Top="sync_fifo" Parameters="DATA_WIDTH=5;ADDR_WIDTH=3" />
        <Verilog Include="rtl/axis_adapter.sv;rtl/stream_pkg.sv" Top="axis_adapter" />
        <Verilog Include="rtl/uart_tx.sv" Top="uart_tx" Clock="i_Clock" Reset="i_Rst_L" Flavours="Trace" />
        <Verilog Include="rtl/tiny_core.sv" Top="tiny_core" Flavours="Check;Fast" />
        """;

    private const string Program = """
        using (var fifo = new SyncFifo())
        {
            fifo.Reset.Pulse();
            (fifo.SValid, fifo.SData) = (true, -16);
            fifo.Clock.Run(20);
            Console.WriteLine($"{fifo.Level} {fifo.SReady} {fifo.MData} {fifo.Registers.Names.Count(one => one.Name == ".mem")}");
        }

        using (var adapter = new AxisAdapter())
        {
            adapter.Reset.Pulse();
            adapter.SAxisTvalid = true;
            for (short k = 0; k < 16; k++)
            {
                adapter.SAxisTdata = (short)-k;
                adapter.Clock.Step();
            }

            Console.WriteLine($"{adapter.MAxisTvalid} {adapter.MAxisTdata.Length} {adapter.MAxisTdata[7]:x8} {adapter.Flags} {adapter.Mode}");
        }

        using (var uart = new UartTx())
        {
            uart.StartWaves("uart.fst");
            uart.Reset.Pulse();
            (uart.ITXDV, uart.ITXByte) = (true, 0x55);
            uart.Clock.Step();
            uart.ITXDV = false;
            Console.WriteLine($"{uart.Clock.RunUntil(() => uart.OTXDone, 100)} {uart.OTXActive}");
            uart.StopWaves();
            Console.WriteLine(new FileInfo("uart.fst").Length > 0);
        }

        Parallel.For(0, 4, _ =>
        {
            using var core = new TinyCore();
            core.Reset.Pulse();
            using var start = core.Save();
            core.MemRdata = 100;
            core.Clock.RunUntil(() => core.Trap, 100);
            lock (Console.Out) { Console.WriteLine($"{core.Cycles} {core.MemWdata}"); }
            core.Restore(start);
            core.MemRdata = -100;
            core.Clock.RunUntil(() => core.Trap, 100);
            if (core.MemWdata != -87) { throw new InvalidOperationException($"{core.MemWdata}"); }
        });
        """;

    private LocalFeed _feed = null!;

    [OneTimeSetUp]
    public void Pack() => _feed = new LocalFeed();

    [OneTimeTearDown]
    public void Leave() => _feed?.Dispose();

    [Test]
    [CancelAfter(600_000)]
    public void Modules_of_every_style_need_no_change(CancellationToken token)
    {
        var project = new Consumer(_feed, "styles", Items, Program);
        foreach (string file in Directory.GetFiles(Path.Combine(LocalFeed.Root, "tests", "AnalogCoSim.Verilate.Tests", "Rtl")))
        {
            project.Write($"rtl/{Path.GetFileName(file)}", File.ReadAllText(file));
        }

        project.Build();

        Assert.That(project.Run(), Is.EqualTo(["8 False -16 1", "True 8 fff1fff2 16 0", "40 False", "True", "6 113", "6 113", "6 113", "6 113"]));
    }
}
