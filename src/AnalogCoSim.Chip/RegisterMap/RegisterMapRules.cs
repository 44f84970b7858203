namespace AnalogCoSim.Chip.RegisterMaps;

/// <summary>What must hold in a register map beyond its syntax.</summary>
internal static class RegisterMapRules
{
    private static readonly string[] RequiredGeometry = ["tile_rows", "tile_columns", "crossbar_rows", "crossbar_columns", "rows_per_load_beat", "adc_count_bits"];

    /// <summary>Finds every fault.</summary>
    /// <param name="map">The map.</param>
    /// <returns>One clause a fault; nothing if the map is sound.</returns>
    public static IEnumerable<string> Check(RegisterMapDocument map)
    {
        if (map.Version != 1)
        {
            yield return $"version {map.Version} is not 1";
        }

        foreach (string fault in CheckRegisters(map).Concat(CheckPorts(map.Links)))
        {
            yield return fault;
        }

        foreach (string key in RequiredGeometry.Where(key => !map.Geometry.ContainsKey(key)))
        {
            yield return $"geometry lacks {key}";
        }

        foreach (string fault in CheckSizes(map).Concat(CheckTiming(map)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> CheckRegisters(RegisterMapDocument map)
    {
        int next = 0;
        foreach (RegisterEntry register in map.Registers)
        {
            if (register.Address < next || register.Count < 1)
            {
                yield return $"register {register.Name} overlaps the one before it or has no words";
            }

            next = register.Address + register.Count;
            if (next > 1 << map.AddressBits)
            {
                yield return $"register {register.Name} ends beyond {map.AddressBits} address bits";
            }

            foreach (string fault in CheckFields(register, map.DataBits))
            {
                yield return fault;
            }
        }
    }

    // Masks of tiles are 64 bits in the native scheduler, entries of the link table six in the RTL.
    private static IEnumerable<string> CheckSizes(RegisterMapDocument map)
    {
        int rows = map.Geometry.GetValueOrDefault("tile_rows");
        int columns = map.Geometry.GetValueOrDefault("tile_columns");
        if (rows < 1 || columns < 1 || (long)rows * columns > 64)
        {
            yield return $"{rows} x {columns} tiles are not 1 to 64";
        }

        if (map.Geometry.GetValueOrDefault("crossbar_rows") != map.Geometry.GetValueOrDefault("crossbar_columns"))
        {
            yield return "the crossbar is not square";
        }

        if (map.ClockPicoseconds < 2 || map.ClockPicoseconds % 2 != 0)
        {
            yield return $"a clock of {map.ClockPicoseconds} ps has no middle in ps";
        }
    }

    private static IEnumerable<string> CheckTiming(RegisterMapDocument map)
    {
        foreach (TimingEntry phase in map.Timing.Where(timing => timing.Name.StartsWith("phase_latency", StringComparison.Ordinal) && timing.Value >= map.LatencyLimit))
        {
            yield return $"{phase.Name} is not below the latency limit of {map.LatencyLimit} clocks";
        }
    }

    private static IEnumerable<string> CheckFields(RegisterEntry register, int dataBits)
    {
        int next = 0;
        foreach (FieldEntry field in register.Fields)
        {
            if (field.Lsb < next || field.Msb < field.Lsb || field.Msb >= dataBits)
            {
                yield return $"field {register.Name}.{field.Name} [{field.Msb}:{field.Lsb}] overlaps or leaves the word";
            }

            next = field.Msb + 1;
        }
    }

    private static IEnumerable<string> CheckPorts(LinkSection links)
    {
        // Masks of ports, and the bytes of all ports, are one word each in the native scheduler.
        if (links.Ports.Count > 7)
        {
            yield return $"{links.Ports.Count} neighbour ports are more than 7";
        }

        if (links.HostPort != links.Ports.Count)
        {
            yield return "the host port does not follow the neighbour ports";
        }

        foreach (PortEntry port in links.Ports)
        {
            PortEntry? opposite = links.Ports.Find(other => other.Name == port.Opposite);
            if (opposite is null || opposite.Rows != -port.Rows || opposite.Columns != -port.Columns)
            {
                yield return $"port {port.Name} has no opposite of the negative distance";
            }
        }
    }
}
