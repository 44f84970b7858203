using AnalogCoSim.Testbench.Benches;

namespace SarAdc.Models;

/// <summary>What the controller must do, clock by clock: reference model of the random stimulus.</summary>
/// <param name="bits">Bits of the result.</param>
/// <param name="sampleClocks">Clocks for which the array follows the input.</param>
public sealed class ControllerModel(int bits, int sampleClocks) : ICycleModel
{
    private int _age; // clocks since start was taken; 0 while nothing is under way
    private ulong _code;
    private ulong _result;

    /// <inheritdoc />
    public void Clock(PinValues inputs, PinValues outputs)
    {
        bool done = false;
        if (inputs["rst_ni"] == 0)
        {
            (_age, _code, _result) = (0, 0, 0);
        }
        else if (_age == 0)
        {
            _age = (int)inputs["start"];
        }
        else
        {
            _code |= _age > sampleClocks ? inputs["comparator"] << Tried : 0;
            done = _age == sampleClocks + bits;
            (_age, _code, _result) = done ? (0, 0, _code) : (_age + 1, _code, _result);
        }

        outputs["sample"] = _age >= 1 && _age <= sampleClocks ? 1UL : 0;
        outputs["dac"] = _age > sampleClocks ? _code | 1UL << Tried : 0;
        outputs["busy"] = _age > 0 ? 1UL : 0;
        outputs["done"] = done ? 1UL : 0;
        outputs["result"] = _result;
    }

    private int Tried => bits + sampleClocks - _age;
}
