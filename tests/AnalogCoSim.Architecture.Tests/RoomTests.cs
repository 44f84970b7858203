using Mono.Cecil;

namespace AnalogCoSim.Architecture.Tests;

/// <summary>The house keeps the order that src/ARCHITECTURE.md gives it.</summary>
[Category("Smoke")]
public sealed class RoomTests
{
    private const string Prefix = "AnalogCoSim.";

    private const string Suffix = ".Tests";

    private static readonly RoomTable Table = RoomTable.Read();

    private static IEnumerable<string> Rooms => Table.Rooms.Select(room => room.Room);

    [Test]
    public void Table_names_every_room_there_is()
    {
        string[] there = [.. Directory.GetDirectories(Path.Combine(RoomTable.Root, "src"), Prefix + "*").Where(folder => Directory.GetFiles(folder, "*.csproj").Length > 0).Select(folder => Path.GetFileName(folder)[Prefix.Length..])];
        Assert.That(Rooms, Is.EquivalentTo(there));
    }

    [Test]
    public void Tests_mirror_the_rooms() =>
        Assert.That(Directory.GetDirectories(Path.Combine(RoomTable.Root, "tests"), Prefix + "*" + Suffix).Where(folder => Directory.GetFiles(folder, "*.csproj").Length > 0)
            .Select(folder => Path.GetFileName(folder)[Prefix.Length..^Suffix.Length]), Is.EquivalentTo(Rooms.Append("Architecture")));

    [TestCaseSource(nameof(Rooms))]
    public void Tests_of_a_room_stand_in_the_solution_and_use_it(string room)
    {
        string name = Prefix + room + Suffix;
        string project = Path.Combine("tests", name, name + ".csproj");
        Assert.That(File.ReadAllText(Path.Combine(RoomTable.Root, project)), Does.Contain($"/{Prefix}{room}.csproj\""));
        Assert.That(File.ReadAllText(Path.Combine(RoomTable.Root, "AnalogCoSim.sln")), Does.Contain($"\"{project.Replace('/', '\\')}\""));
    }

    [Test]
    public void Table_lets_no_room_use_one_below_it() => Assert.That(Table.Upward(), Is.Empty);

    [TestCaseSource(nameof(Rooms))]
    public void Room_uses_the_rooms_that_the_table_says_and_no_others(string room)
    {
        using ModuleDefinition module = Module(room);
        Assert.That(Used(module), Is.EquivalentTo(Table.Rooms.Single(one => one.Room == room).Uses));
    }

    [TestCaseSource(nameof(Rooms))]
    public void Folders_of_a_room_use_each_other_without_circles(string room)
    {
        using ModuleDefinition module = Module(room);
        Assert.That(new NamespaceGraph(module).Circles(), Is.Empty);
    }

    [Test]
    public void Planted_upward_use_is_seen()
    {
        Assert.That(RoomTable.Of("| `AnalogCoSim.Chip` | low | Bench |\n| `AnalogCoSim.Bench` | high | Chip |\n").Upward(), Is.EqualTo(["Chip uses Bench, which does not stand above it"]));

        using ModuleDefinition module = ModuleDefinition.CreateModule("AnalogCoSim.Chip", ModuleKind.Dll);
        var bench = new AssemblyNameReference("AnalogCoSim.Bench", new Version(1, 0));
        module.AssemblyReferences.Add(bench);
        Type(module, "AnalogCoSim.Chip.Link", "Low").Fields.Add(new FieldDefinition("_high", FieldAttributes.Private, new TypeReference("AnalogCoSim.Bench", "High", module, bench)));

        Assert.That(Used(module), Is.EqualTo(["Bench"]));
    }

    [Test]
    public void Planted_circle_is_seen_through_a_third_folder()
    {
        using ModuleDefinition module = ModuleDefinition.CreateModule("AnalogCoSim.Chip", ModuleKind.Dll);
        TypeDefinition link = Type(module, "AnalogCoSim.Chip.Link", "One");
        TypeDefinition ldpu = Type(module, "AnalogCoSim.Chip.Ldpu", "Two");
        TypeDefinition host = Type(module, "AnalogCoSim.Chip.Host", "Three");
        link.Fields.Add(new FieldDefinition("_next", FieldAttributes.Private, ldpu));
        ldpu.Methods.Add(new MethodDefinition("Next", MethodAttributes.Public, new ArrayType(host)));
        Assert.That(new NamespaceGraph(module).Circles(), Is.Empty, "a row is no circle");

        host.Fields.Add(new FieldDefinition("_next", FieldAttributes.Private, link));

        Assert.That(new NamespaceGraph(module).Circles().Count(), Is.EqualTo(3));
    }

    private static TypeDefinition Type(ModuleDefinition module, string space, string name)
    {
        var type = new TypeDefinition(space, name, TypeAttributes.Class, module.TypeSystem.Object);
        module.Types.Add(type);
        return type;
    }

    private static string[] Used(ModuleDefinition module) =>
        [.. module.AssemblyReferences.Select(reference => reference.Name).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).Order()];

    private static ModuleDefinition Module(string room) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, room == "Cli" ? "acs.dll" : $"{Prefix}{room}.dll"), new ReaderParameters { AssemblyResolver = new DefaultAssemblyResolver() });
}
