using AnalogCoSim.Chip;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>Which bits of a word that is written mean something.</summary>
internal static class RegisterFields
{
    /// <summary>Bits that belong to a field.</summary>
    /// <param name="address">Address of the register.</param>
    /// <returns>Mask; all bits at addresses where nothing is.</returns>
    public static uint Of(int address) => address switch
    {
        RegisterMap.Ctrl => RegisterMap.PackCtrl(true, true, true, true, 0x7F, 0xFF),
        RegisterMap.SRx => RegisterMap.PackSRx(0xFFFF),
        RegisterMap.TxSelect => RegisterMap.PackTxSelect(0xFF, 0xFF),
        RegisterMap.RxSelect => RegisterMap.PackRxSelect(0xFF, 0xFF),
        >= RegisterMap.RouteBase and < RegisterMap.Ctrl => RegisterMap.PackRoute(0x7F, 0x7F, true),
        >= RegisterMap.ColumnBiasBase and < RegisterMap.RouteBase => RegisterMap.PackColumnBias(0xFFFF),
        _ => uint.MaxValue,
    };

    /// <summary>Numbers of the bits that belong to no field.</summary>
    /// <param name="address">Address of the register.</param>
    /// <returns>Bits, lowest first.</returns>
    public static int[] Spare(int address) => [.. Enumerable.Range(0, 32).Where(bit => (Of(address) >> bit & 1) == 0)];
}
