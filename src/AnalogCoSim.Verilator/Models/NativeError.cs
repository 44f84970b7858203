using System.Globalization;
using System.Runtime.InteropServices;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Models;

/// <summary>The first error of an instance; layout of <c>acs_error</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeError
{
    public int Status;
    public int Instance;
    public int Line;
    public int Reserved;
    public ulong Cycle;
    public fixed byte File[512];
    public fixed byte Message[1024];

    /// <summary>Makes the coded exception of an error.</summary>
    /// <param name="error">The error; stays where it is.</param>
    /// <param name="top">Top module, for errors without a file.</param>
    /// <param name="part">What one of many models under an engine is called.</param>
    /// <param name="whose">Whose clocks are counted, with a blank before it, where that is in question.</param>
    /// <returns>RtlAssertion for what the RTL reported, RtlStalled for an early end, LockstepOrderMismatch for outputs out of their order, otherwise ToolFailed.</returns>
    public static AcsException ToException(NativeError* error, string top, string part = "instance", string whose = "")
    {
        string message = Marshal.PtrToStringUTF8((nint)error->Message) ?? string.Empty;
        string file = Marshal.PtrToStringUTF8((nint)error->File) ?? string.Empty;
        string place = file.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{file}:{error->Line}") : top;
        string instance = error->Instance >= 0 ? string.Create(CultureInfo.InvariantCulture, $", {part} {error->Instance}") : string.Empty;
        string where = string.Create(CultureInfo.InvariantCulture, $"{place}{instance}, clock {error->Cycle}{whose}");
        int? core = error->Instance >= 0 ? error->Instance : null;
        return (NativeStatus)error->Status switch
        {
            NativeStatus.Assertion => new AcsException(
                ErrorCode.RtlAssertion,
                $"An RTL assertion of {top} failed.",
                where: where,
                expected: "no assertion failure",
                actual: message,
                remedy: "look at the clocks before this one")
            { Core = core },
            NativeStatus.Stalled => new AcsException(
                ErrorCode.RtlStalled,
                $"The RTL of {top} does not come to the end of a clock.",
                where: where,
                expected: "logic that settles and processes that end within a clock",
                actual: message,
                remedy: "look for combinational logic that feeds itself (verilator --lint-only -Wall names it: UNOPTFLAT) and for loops without an end")
            { Core = core },
            NativeStatus.Finished => new AcsException(ErrorCode.RtlStalled, $"The RTL of {top} ended the simulation with $finish.", where: where, actual: message) { Core = core },
            NativeStatus.OutOfOrder => OutOfOrder(message.Split('\n'), top, where, core),
            NativeStatus.Unsupported => Unsupported(top),
            NativeStatus.BadArgument => new AcsException(ErrorCode.RtlMisuse, $"The model of {top} was asked for something it cannot do.", where: where, actual: message),
            _ => new AcsException(ErrorCode.ToolFailed, $"The native model of {top} failed.", where: where, actual: $"{(NativeStatus)error->Status}: {message}"),
        };
    }

    /// <summary>The error for a feature that another build flavour has.</summary>
    /// <param name="top">Top module.</param>
    /// <returns>The exception.</returns>
    public static AcsException Unsupported(string top) => new(
        ErrorCode.ToolFailed,
        $"This build of {top} cannot do that.",
        expected: "snapshots: flavour Check, of a module alone Trace too; waves: Trace; coverage: Cover; held registers and several clocks: models built for them",
        remedy: "ask for the flavour that can (acs build --flavour check,trace,cover; Flavours=\"Check;Trace\" of a Verilog item)");

    private static AcsException OutOfOrder(string[] seenAndDue, string top, string where, int? core) => new(
        ErrorCode.LockstepOrderMismatch,
        $"The RTL of {top} broke the order of its outputs.",
        where: where,
        expected: seenAndDue[^1],
        actual: seenAndDue[0],
        remedy: "look at the clocks before this one")
    {
        Core = core,
    };
}
