using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Tiles;

/// <summary>Registers of a tile as transactions have set them.</summary>
internal sealed class TileState
{
    private const int Size = ChipGeometry.CrossbarSize;

    private readonly RouteEntry?[] _routes = new RouteEntry?[RegisterMap.RouteCount];
    private readonly bool[] _written = new bool[Size];

    /// <summary>Registers in force; those of columns have no reset value.</summary>
    public LdpuRegisters Registers { get; private set; } = new()
    {
        ScaleP = new ushort[Size],
        ScaleN = new ushort[Size],
        Offset = new ushort[Size],
        AffineScale = new ushort[Size],
        AffineOffset = new ushort[Size],
    };

    /// <summary>The 256 input registers.</summary>
    public byte[] Inputs { get; } = new byte[Size];

    /// <summary>Whether the registers of a column have been written.</summary>
    /// <param name="column">The column.</param>
    /// <returns>True if so.</returns>
    public bool IsKnown(int column) => _written[column];

    /// <summary>The route of a packet.</summary>
    /// <param name="path">Path id.</param>
    /// <param name="port">Port by which it comes.</param>
    /// <returns>The route; none where the tile ignores it.</returns>
    public RouteEntry Route(int path, int port) => _routes[path] is { } entry && (entry.RxMask >> port & 1) != 0 ? entry : default;

    /// <summary>Takes what a transaction writes.</summary>
    /// <param name="transaction">A column, control registers, a route, or a beat.</param>
    /// <returns>The writes.</returns>
    public IEnumerable<ConfigWrite> Set(Transaction transaction)
    {
        switch (transaction.NumberOf(TileFields.Kind))
        {
            case TileFields.Column:
                return SetColumn(transaction);
            case TileFields.Control:
                return SetControl(transaction);
            case TileFields.Route:
                return [SetRoute((byte)transaction[TileFields.Path], new RouteEntry((byte)transaction[TileFields.Accept], (byte)transaction[TileFields.Mask], transaction[TileFields.Consume] != 0))];
            default:
                return [];
        }
    }

    /// <summary>Sets a route.</summary>
    /// <param name="path">Path id.</param>
    /// <param name="entry">The route.</param>
    /// <returns>The write.</returns>
    public ConfigWrite SetRoute(byte path, RouteEntry entry)
    {
        _routes[path] = entry;
        return ChipConfiguration.Route(0, path, entry);
    }

    private ConfigWrite[] SetColumn(Transaction one)
    {
        int column = one.NumberOf(TileFields.ColumnNumber);
        _written[column] = true;
        Registers.ScaleP[column] = (ushort)one[TileFields.ScaleP];
        Registers.ScaleN[column] = (ushort)one[TileFields.ScaleN];
        Registers.Offset[column] = (ushort)one[TileFields.Offset];
        Registers.AffineScale[column] = (ushort)one[TileFields.AffineScale];
        Registers.AffineOffset[column] = (ushort)one[TileFields.AffineOffset];
        return
        [
            new ConfigWrite(0, RegisterMap.ColumnScaleBase + column, RegisterMap.PackColumnScale(Registers.ScaleP[column], Registers.ScaleN[column])),
            new ConfigWrite(0, RegisterMap.ColumnAffineBase + column, RegisterMap.PackColumnAffine(Registers.Offset[column], Registers.AffineScale[column])),
            new ConfigWrite(0, RegisterMap.ColumnBiasBase + column, RegisterMap.PackColumnBias(Registers.AffineOffset[column])),
        ];
    }

    private ConfigWrite[] SetControl(Transaction one)
    {
        Registers = Registers with
        {
            Relu1 = one[TileFields.Relu1] != 0,
            Relu2 = one[TileFields.Relu2] != 0,
            Combine = one[TileFields.Combine] != 0,
            TxEnable = one[TileFields.TxEnable] != 0,
            TxMask = (byte)one[TileFields.Mask],
            TxPath = (byte)one[TileFields.Path],
            TxFirst = (byte)one[TileFields.TxFirst],
            TxLast = (byte)one[TileFields.TxLast],
            RxScale = (ushort)one[TileFields.RxScale],
            RxFirst = (byte)one[TileFields.RxFirst],
            RxLast = (byte)one[TileFields.RxLast],
        };
        LdpuRegisters now = Registers;
        return
        [
            new ConfigWrite(0, RegisterMap.Ctrl, RegisterMap.PackCtrl(now.Relu1, now.Relu2, now.Combine, now.TxEnable, now.TxMask, now.TxPath)),
            new ConfigWrite(0, RegisterMap.SRx, RegisterMap.PackSRx(now.RxScale)),
            new ConfigWrite(0, RegisterMap.TxSelect, RegisterMap.PackTxSelect(now.TxFirst, now.TxLast)),
            new ConfigWrite(0, RegisterMap.RxSelect, RegisterMap.PackRxSelect(now.RxFirst, now.RxLast)),
        ];
    }
}
