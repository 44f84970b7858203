using AnalogCoSim.Chip;
using AnalogCoSim.Testbench.Benches;

namespace AnalogCoSim.Blocks.Config;

/// <summary>The control registers of a tile in C#, clock by clock, by the register map.</summary>
internal sealed class ConfigRegistersModel : ICycleModel
{
    private readonly Dictionary<int, uint> _words = new() { [RegisterMap.Ctrl] = 0, [RegisterMap.SRx] = 0, [RegisterMap.TxSelect] = 0, [RegisterMap.RxSelect] = 0 };

    public void Clock(PinValues inputs, PinValues outputs)
    {
        int address = (int)inputs["cfg_addr_i"];
        if (inputs["rst_ni"] == 0)
        {
            _words.Keys.ToList().ForEach(key => _words[key] = 0);
        }
        else if (inputs["cfg_valid_i"] != 0 && _words.ContainsKey(address))
        {
            _words[address] = (uint)inputs["cfg_data_i"];
        }

        uint control = _words[RegisterMap.Ctrl];
        outputs["relu1_o"] = (control & RegisterMap.CtrlRelu1Mask) >> RegisterMap.CtrlRelu1Shift;
        outputs["relu2_o"] = (control & RegisterMap.CtrlRelu2Mask) >> RegisterMap.CtrlRelu2Shift;
        outputs["combine_o"] = (control & RegisterMap.CtrlCombineMask) >> RegisterMap.CtrlCombineShift;
        outputs["tx_enable_o"] = (control & RegisterMap.CtrlTxEnableMask) >> RegisterMap.CtrlTxEnableShift;
        outputs["tx_mask_o"] = (control & RegisterMap.CtrlTxMaskMask) >> RegisterMap.CtrlTxMaskShift;
        outputs["tx_path_o"] = (control & RegisterMap.CtrlTxPathMask) >> RegisterMap.CtrlTxPathShift;
        outputs["s_rx_o"] = (_words[RegisterMap.SRx] & RegisterMap.SRxValueMask) >> RegisterMap.SRxValueShift;
        Select(outputs, "tx", _words[RegisterMap.TxSelect], RegisterMap.TxSelectFirstMask, RegisterMap.TxSelectFirstShift, RegisterMap.TxSelectLastMask, RegisterMap.TxSelectLastShift);
        Select(outputs, "rx", _words[RegisterMap.RxSelect], RegisterMap.RxSelectFirstMask, RegisterMap.RxSelectFirstShift, RegisterMap.RxSelectLastMask, RegisterMap.RxSelectLastShift);
    }

    private static void Select(PinValues outputs, string side, uint word, uint firstMask, int firstShift, uint lastMask, int lastShift)
    {
        outputs[side + "_first_o"] = (word & firstMask) >> firstShift;
        outputs[side + "_last_o"] = (word & lastMask) >> lastShift;
    }
}
