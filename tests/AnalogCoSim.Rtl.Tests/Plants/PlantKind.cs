namespace AnalogCoSim.Rtl.Tests.Plants;

/// <summary>Kinds of faults that are planted over all their instances.</summary>
internal enum PlantKind
{
    /// <summary>A register keeps its value in reset.</summary>
    Reset,

    /// <summary>An assertion never fails.</summary>
    Assertion,

    /// <summary>The counts of one column never reach its ADC registers.</summary>
    AdcPair,

    /// <summary>The result of one column is that of the column before.</summary>
    Drain,

    /// <summary>A word of a column memory is never written.</summary>
    ColumnWord,

    /// <summary>One byte of a received packet never reaches the LDPU.</summary>
    ReceivedByte,

    /// <summary>One input register is always 0.</summary>
    InputRow,

    /// <summary>One bit of a control or selection register is always 0.</summary>
    ControlBit,

    /// <summary>One bit of all route entries is always 0.</summary>
    RouteBit,

    /// <summary>The route of one path id never becomes valid.</summary>
    Route,

    /// <summary>One port of the tile sends or receives nothing.</summary>
    Port,

    /// <summary>One operand, port, bit or case of an assertion does not count.</summary>
    AssertionClause,

    /// <summary>A register changes, as far as the assertion on sleeping tiles can tell.</summary>
    SleepingRegister,

    /// <summary>One operand or bit of what keeps a tile from being quiet does not count.</summary>
    QuietClause,

    /// <summary>One bit of the counts of a side is always 0.</summary>
    CountBit,

    /// <summary>Something is lost in clocks in which something else happens too.</summary>
    Crossing,

    /// <summary>Something is lost in clocks in which, it is said, something else never happens.</summary>
    NeverCrossing,

    /// <summary>A decoder does not look at some bits of the address.</summary>
    Address,

    /// <summary>A bit that belongs to no field of a register counts.</summary>
    SpareBit,

    /// <summary>A condition, assignment, literal or selected bit of a line is another.</summary>
    Line,

    /// <summary>One of <see cref="Mutants"/>.</summary>
    Mutant,
}
