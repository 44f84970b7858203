namespace AnalogCoSim.Testbench.Benches;

/// <summary>Values of the inputs or the outputs of a block in one clock.</summary>
public sealed class PinValues
{
    private readonly Dictionary<string, int> _places;
    private readonly ulong[] _values;
    private readonly bool[] _known;

    internal PinValues(IEnumerable<string> names)
    {
        _places = names.Select((name, place) => (name, place)).ToDictionary(StringComparer.Ordinal);
        _values = new ulong[_places.Count];
        _known = new bool[_places.Count];
    }

    /// <summary>The value of a port; of a wide one <c>name@k</c> is its bits 64 k to 64 k + 63.</summary>
    /// <param name="name">Name in the RTL.</param>
    public ulong this[string name]
    {
        get => _values[Place(name)];
        set
        {
            int place = Place(name);
            (_values[place], _known[place]) = (value, true);
        }
    }

    internal void Forget() => Array.Clear(_known);

    internal bool Known(int place) => _known[place];

    internal ulong At(int place) => _values[place];

    internal void Set(int place, ulong value) => (_values[place], _known[place]) = (value, true);

    private int Place(string name) => _places.TryGetValue(name, out int place) ? place : throw new ArgumentException($"There is no port {name}; there are {string.Join(", ", _places.Keys)}.", nameof(name));
}
