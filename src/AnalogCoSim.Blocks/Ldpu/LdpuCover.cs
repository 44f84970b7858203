using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Ldpu;

/// <summary>Which settings, counts and received bytes columns had.</summary>
internal sealed class LdpuCover : BlockCover
{
    private readonly CoverGroup _group = new("ldpu", "one column");

    public LdpuCover()
    {
        CoverPoint relu1 = _group.Point("relu1", "ReLU before the combination", (0, 1)).Flag();
        CoverPoint relu2 = _group.Point("relu2", "ReLU after the combination", (0, 1)).Flag();
        CoverPoint combine = _group.Point("combine", "combination", (0, 1)).Flag();
        _group.Point("side", "ADC side of the column", (0, 1)).Value("left", 0).Value("right", 1);
        _group.Point("column", "column", (0, 255)).FieldClasses(255);
        _group.Point("p", "P count", (0, 4095)).Value("zero", 0).Range("exact", 1, 2048).Range("rounded", 2049, 4094).Value("largest", 4095);
        _group.Point("n", "N count", (0, 4095)).Value("zero", 0).Range("exact", 1, 2048).Range("rounded", 2049, 4094).Value("largest", 4095);
        _group.Point("rx", "received byte of a combining tile", (-128, 127)).ByteClasses();
        foreach ((string name, string what) in ((string, string)[])[("sp", "scale of P"), ("sn", "scale of N"), ("o", "offset"), ("a", "affine scale"), ("b", "affine offset")])
        {
            _group.Point(name, what, CommonBins.Fp16Domain).Fp16Classes();
        }

        _group.Cross("controls", relu1, relu2, combine);
    }

    public override IReadOnlyList<CoverGroup> Groups => [_group];

    public override void Sample(Transaction transaction)
    {
        bool writes = transaction[LdpuFields.Write] != 0;
        bool combines = transaction[LdpuFields.Combine] != 0;
        int column = transaction.NumberOf(LdpuFields.Column);
        _group.Sample(
            transaction.NumberOf(LdpuFields.Relu1),
            transaction.NumberOf(LdpuFields.Relu2),
            transaction.NumberOf(LdpuFields.Combine),
            column % 2,
            column,
            transaction.NumberOf(LdpuFields.P),
            transaction.NumberOf(LdpuFields.N),
            combines && transaction[LdpuFields.Has] != 0 ? transaction.NumberOf(LdpuFields.Received) : CoverGroup.None,
            writes ? transaction.NumberOf(LdpuFields.ScaleP) : CoverGroup.None,
            writes ? transaction.NumberOf(LdpuFields.ScaleN) : CoverGroup.None,
            writes ? transaction.NumberOf(LdpuFields.Offset) : CoverGroup.None,
            writes ? transaction.NumberOf(LdpuFields.AffineScale) : CoverGroup.None,
            writes ? transaction.NumberOf(LdpuFields.AffineOffset) : CoverGroup.None);
    }
}
