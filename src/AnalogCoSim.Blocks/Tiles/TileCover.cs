using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Tiles;

/// <summary>Which MVMs ran under which settings.</summary>
internal sealed class TileCover : BlockCover
{
    private readonly CoverGroup _group = new("tile_mvm", "one MVM");
    private readonly TileState _state = new();
    private Transaction? _former;

    public TileCover()
    {
        CoverPoint relu1 = _group.Point("relu1", "ReLU before the combination", (0, 1)).Flag();
        CoverPoint relu2 = _group.Point("relu2", "ReLU after the combination", (0, 1)).Flag();
        CoverPoint combine = _group.Point("combine", "combination", (0, 1)).Flag();
        CoverPoint sends = _group.Point("sends", "whether results are sent", (0, 1)).Flag();
        _group.Point("mode", "read mode", (0, 1)).Value("four_phase", 0).Value("one_phase", 1);
        _group.Point("rx_first", "first byte that a combining tile uses", (0, 255)).Value("zero", 0).Range("later", 1, 255);
        CoverPoint follows = _group.Point("follows", "clocks that an MVM leaves after the earliest one in which it may start, with the last one under way", (-1, 63))
            .Value("alone", -1).Value("earliest", 0).Range("soon", 1, 7).Range("later", 8, 63);
        _group.Cross("followed", combine, sends, follows);
        _group.Cross("controls", relu1, relu2, combine, sends);
    }

    public override IReadOnlyList<CoverGroup> Groups => [_group];

    public override void Sample(Transaction transaction)
    {
        if (transaction.NumberOf(TileFields.Kind) != TileFields.Mvm)
        {
            _ = _state.Set(transaction);
            _former = transaction;
            return;
        }

        bool overlaps = _former is { } former && TilePlan.Overlaps(former, transaction);
        _former = transaction;

        _group.Sample(
            _state.Registers.Relu1 ? 1 : 0,
            _state.Registers.Relu2 ? 1 : 0,
            _state.Registers.Combine ? 1 : 0,
            _state.Registers.TxEnable ? 1 : 0,
            transaction.NumberOf(TileFields.OnePhase),
            _state.Registers.Combine ? _state.Registers.RxFirst : CoverGroup.None,
            overlaps ? transaction.NumberOf(TileFields.Gap) : -1);
    }
}
