namespace AnalogCoSim.Core.Errors;

/// <summary>Stable codes of everything that can be wrong with what a user hands in; tests assert the code, not the prose.</summary>
/// <remarks>Bands: 01xx scenario, 02xx network and compiler, 03xx data files, 04xx mismatches, 05xx tools, 06xx RTL, 07xx analog, 08xx programs, 09xx command line, 10xx coverage.</remarks>
public enum ErrorCode
{
    /// <summary>A scenario file does not exist or cannot be read.</summary>
    ScenarioNotFound = 101,

    /// <summary>A scenario is not well-formed YAML.</summary>
    ScenarioSyntax = 102,

    /// <summary>A scenario has a key that the schema does not know.</summary>
    ScenarioUnknownKey = 103,

    /// <summary>A scenario value is missing, of the wrong type or out of range.</summary>
    ScenarioInvalidValue = 104,

    /// <summary>A network file does not exist or cannot be read.</summary>
    NetworkNotFound = 201,

    /// <summary>A network file is not a readable ONNX model.</summary>
    NetworkUnreadable = 202,

    /// <summary>A network has a node that no engine can run.</summary>
    NetworkUnsupportedNode = 203,

    /// <summary>A network has a shape or value that does not fit its neighbours.</summary>
    NetworkInvalidShape = 204,

    /// <summary>A network needs more cores, columns or links than the chip has.</summary>
    NetworkDoesNotFit = 205,

    /// <summary>A data folder or file does not exist.</summary>
    DataNotFound = 301,

    /// <summary>A data file is truncated or otherwise damaged.</summary>
    DataDamaged = 302,

    /// <summary>An npy or npz array has another type or shape than expected.</summary>
    ArrayMismatch = 303,

    /// <summary>RTL and reference differ in an MVM input.</summary>
    LockstepInputMismatch = 401,

    /// <summary>RTL and reference differ in an ADC count.</summary>
    LockstepCountMismatch = 402,

    /// <summary>RTL and reference differ in an LDPU output.</summary>
    LockstepLdpuMismatch = 403,

    /// <summary>A result differs from the golden trace.</summary>
    GoldenMismatch = 404,

    /// <summary>A conformance vector is not met.</summary>
    ConformanceMismatch = 405,

    /// <summary>RTL and reference report a different number of MVMs or packets.</summary>
    LockstepOrderMismatch = 406,

    /// <summary>A block and its reference model differ in a value or its clock.</summary>
    BlockMismatch = 407,

    /// <summary>A block gave no response, or not in time.</summary>
    BlockMissingResponse = 408,

    /// <summary>A block gave a response that nothing asked for.</summary>
    BlockExtraResponse = 409,

    /// <summary>An external program is not installed.</summary>
    ToolMissing = 501,

    /// <summary>An external program failed.</summary>
    ToolFailed = 502,

    /// <summary>An external program ran past its time limit.</summary>
    ToolTimeout = 503,

    /// <summary>RTL does not compile.</summary>
    RtlDoesNotCompile = 504,

    /// <summary>The compiled model could not be loaded.</summary>
    ModelDoesNotLoad = 505,

    /// <summary>The cache of compiled models cannot be written, or others could change it.</summary>
    CacheUnusable = 506,

    /// <summary>An external program was killed by a signal.</summary>
    ToolKilled = 507,

    /// <summary>RTL that compiles, but has what the bench cannot drive or repeat: ports, clocks, system functions, file names.</summary>
    RtlUnsupported = 508,

    /// <summary>A file list of the RTL is wrong, or names two files for one module.</summary>
    RtlFileList = 509,

    /// <summary>An RTL assertion, $error or $fatal fired.</summary>
    RtlAssertion = 601,

    /// <summary>An RTL run made no progress or ended where it should not.</summary>
    RtlStalled = 602,

    /// <summary>A model or chip was called in a way it cannot be: from its own callback, from two threads at once, with an option or command out of range.</summary>
    RtlMisuse = 603,

    /// <summary>An analog parameter is out of its range.</summary>
    AnalogInvalidParameter = 701,

    /// <summary>A chip program cannot be read or contradicts itself.</summary>
    ProgramInvalid = 801,

    /// <summary>A chip program has a step of a kind that is not known.</summary>
    ProgramUnknownStep = 802,

    /// <summary>A command-line argument is wrong.</summary>
    CommandLine = 901,

    /// <summary>A file or folder cannot be written: read-only, full, no possible name.</summary>
    FileNotWritten = 902,

    /// <summary>Another process writes into the same folder or file.</summary>
    OutputBusy = 903,

    /// <summary>A folder or file that would be written belongs to somebody else.</summary>
    OutputForeign = 904,

    /// <summary>Memory, file handles or another limit of the machine or the process ran out.</summary>
    OutOfResources = 905,

    /// <summary>What <c>--resume</c> would go on with was computed with something else.</summary>
    ResumeRefused = 906,

    /// <summary>A definition of functional coverage is wrong, or two runs contradict each other in it.</summary>
    CoverageDefinition = 1001,

    /// <summary>A value was sampled that must not be.</summary>
    CoverageIllegal = 1002,

    /// <summary>Coverage data of a simulation is truncated or damaged.</summary>
    CoverageData = 1003,

    /// <summary>A coverage database is damaged, of another program or of another version.</summary>
    CoverageDatabase = 1004,

    /// <summary>A waiver of coverage is wrong, is about nothing or hides too much.</summary>
    CoverageWaiver = 1005,

    /// <summary>A testplan is wrong.</summary>
    Testplan = 1006,
}
