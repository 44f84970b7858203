using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AnalogCoSim.Architecture.Tests;

/// <summary>Rooms above the engines ask an engine, never what type it is: whoever adds one finds no place that knows the others.</summary>
[Category("Smoke")]
public sealed class EngineCastTests
{
    private const string Engine = "AnalogCoSim.Inference.IChipEngine";

    private static readonly string[] Makers = ["Inference", "Rtl"];

    private static readonly HashSet<string> Concrete = [.. Makers.SelectMany(ConcreteOf), "AnalogCoSim.Rtl.Simulation.RtlChip"];

    private static IEnumerable<string> Above => RoomTable.Read().Rooms.Select(room => room.Room).SkipWhile(room => room != "Rtl").Skip(1);

    [TestCaseSource(nameof(Above))]
    public void Room_above_the_engines_casts_to_none_of_them(string room)
    {
        using ModuleDefinition module = Module(room);
        Assert.That(module.GetTypes().SelectMany(type => type.Methods).SelectMany(Casts), Is.Empty);
    }

    [Test]
    public void Engines_of_all_rooms_are_known() =>
        Assert.That(Concrete, Is.SupersetOf(new[] { "AnalogCoSim.Inference.Reference.ReferenceEngine", "AnalogCoSim.Rtl.Engine.RtlEngine" }));

    [Test]
    public void Planted_casts_are_seen()
    {
        using ModuleDefinition module = ModuleDefinition.CreateModule("AnalogCoSim.Bench", ModuleKind.Dll);
        var rtl = new TypeReference("AnalogCoSim.Rtl.Engine", "RtlEngine", module, new AssemblyNameReference("AnalogCoSim.Rtl", new Version(1, 0)));
        var type = new TypeDefinition("AnalogCoSim.Bench.Running", "Worker", TypeAttributes.Class, module.TypeSystem.Object);
        var method = new MethodDefinition("Run", MethodAttributes.Public, module.TypeSystem.Void);
        module.Types.Add(type);
        type.Methods.Add(method);
        var each = new GenericInstanceMethod(new MethodReference("OfType", module.TypeSystem.Object, module.TypeSystem.Object)) { GenericArguments = { rtl } };
        ILProcessor code = method.Body.GetILProcessor();
        code.Emit(OpCodes.Isinst, rtl);
        code.Emit(OpCodes.Castclass, rtl);
        code.Emit(OpCodes.Call, each);
        code.Emit(OpCodes.Newobj, new MethodReference(".ctor", module.TypeSystem.Void, rtl));

        Assert.That(Casts(method).Count(), Is.EqualTo(3), "making one is no cast");
    }

    private static IEnumerable<string> Casts(MethodDefinition method) =>
        from instruction in method.HasBody ? method.Body.Instructions : []
        from cast in Target(instruction)
        where Concrete.Contains(cast.FullName)
        select $"{method.FullName}: {cast.Name}";

    private static TypeReference[] Target(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type when instruction.OpCode.Code is Code.Isinst or Code.Castclass => [type],
        GenericInstanceMethod { Name: "OfType" or "Cast" } generic => [.. generic.GenericArguments],
        _ => [],
    };

    private static IEnumerable<string> ConcreteOf(string room)
    {
        using ModuleDefinition module = Module(room);
        return [.. module.GetTypes().Where(type => type.Interfaces.Any(one => one.InterfaceType.FullName == Engine)).Select(type => type.FullName)];
    }

    private static ModuleDefinition Module(string room) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, room == "Cli" ? "acs.dll" : $"AnalogCoSim.{room}.dll"));
}
