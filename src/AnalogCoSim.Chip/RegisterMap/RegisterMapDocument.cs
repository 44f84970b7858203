namespace AnalogCoSim.Chip.RegisterMaps;

/// <summary>The register map file as it is written: the owner of addresses, fields, link ports, latencies and formats.</summary>
internal sealed class RegisterMapDocument
{
    /// <summary>Format of the file; 1.</summary>
    public int Version { get; set; }

    /// <summary>Sizes of chip and crossbar.</summary>
    public Dictionary<string, int> Geometry { get; set; } = [];

    /// <summary>Period of the clock, ps.</summary>
    public int ClockPicoseconds { get; set; }

    /// <summary>The latency of a macro stays below this; clocks.</summary>
    public int LatencyLimit { get; set; }

    /// <summary>The floating-point format of the LDPU.</summary>
    public Dictionary<string, int> Fp16 { get; set; } = [];

    /// <summary>Operation codes of the conformance unit.</summary>
    public List<OperationEntry> Fp16UnitOps { get; set; } = [];

    /// <summary>Latencies in clocks.</summary>
    public List<TimingEntry> Timing { get; set; } = [];

    /// <summary>Ports and stencil of the links.</summary>
    public LinkSection Links { get; set; } = new();

    /// <summary>Width of a configuration address.</summary>
    public int AddressBits { get; set; }

    /// <summary>Width of a configuration word.</summary>
    public int DataBits { get; set; }

    /// <summary>All registers, by rising address.</summary>
    public List<RegisterEntry> Registers { get; set; } = [];
}

/// <summary>One operation of the conformance unit.</summary>
internal sealed class OperationEntry
{
    /// <summary>Lower-case name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Value of <c>op_i</c>.</summary>
    public int Code { get; set; }

    /// <summary>What it computes.</summary>
    public string Doc { get; set; } = "";
}

/// <summary>One latency.</summary>
internal sealed class TimingEntry
{
    /// <summary>Lower-case name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Clocks.</summary>
    public int Value { get; set; }

    /// <summary>From where to where.</summary>
    public string Doc { get; set; } = "";
}

/// <summary>The link controller's ports.</summary>
internal sealed class LinkSection
{
    /// <summary>Neighbour ports, in port order from 0.</summary>
    public List<PortEntry> Ports { get; set; } = [];

    /// <summary>Number of the port that leads off the chip.</summary>
    public int HostPort { get; set; }
}

/// <summary>One neighbour port.</summary>
internal sealed class PortEntry
{
    /// <summary>Name, such as <c>E1</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Row of the neighbour minus own row.</summary>
    public int Rows { get; set; }

    /// <summary>Column of the neighbour minus own column.</summary>
    public int Columns { get; set; }

    /// <summary>Name of the neighbour's receiving port.</summary>
    public string Opposite { get; set; } = "";
}

/// <summary>One register or one array of registers.</summary>
internal sealed class RegisterEntry
{
    /// <summary>Lower-case name.</summary>
    public string Name { get; set; } = "";

    /// <summary>First address.</summary>
    public int Address { get; set; }

    /// <summary>Number of words; 1 for a plain register.</summary>
    public int Count { get; set; } = 1;

    /// <summary>What it holds and its reset value.</summary>
    public string Doc { get; set; } = "";

    /// <summary>Fields from bit 0 upwards.</summary>
    public List<FieldEntry> Fields { get; set; } = [];
}

/// <summary>One field of a register.</summary>
internal sealed class FieldEntry
{
    /// <summary>Lower-case name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Highest bit.</summary>
    public int Msb { get; set; }

    /// <summary>Lowest bit.</summary>
    public int Lsb { get; set; }

    /// <summary>What it means.</summary>
    public string Doc { get; set; } = "";

    /// <summary>Number of bits.</summary>
    [YamlDotNet.Serialization.YamlIgnore]
    public int Width => Msb - Lsb + 1;
}
