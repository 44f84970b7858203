namespace AnalogCoSim.Verilator.Models;

/// <summary>Result of native calls; kept in step with <c>acs_status</c> in <c>acs_runtime.h</c>.</summary>
public enum NativeStatus
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>A callback asked to stop.</summary>
    Stopped = 1,

    /// <summary>The RTL executed <c>$finish</c>.</summary>
    Finished = 2,

    /// <summary>An assertion, <c>$error</c>, <c>$fatal</c> or <c>$stop</c> fired.</summary>
    Assertion = 3,

    /// <summary>The caller broke the contract of the call.</summary>
    BadArgument = 4,

    /// <summary>The build flavour lacks the feature.</summary>
    Unsupported = 5,

    /// <summary>A C++ exception was caught at the border.</summary>
    Internal = 6,

    /// <summary>The model does not settle, or one clock does not end; the instance cannot be used again.</summary>
    Stalled = 7,

    /// <summary>The RTL broke the order of its outputs; the message is what was seen, a line break, and what was due.</summary>
    OutOfOrder = 8,
}
