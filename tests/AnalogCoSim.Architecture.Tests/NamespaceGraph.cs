using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AnalogCoSim.Architecture.Tests;

/// <summary>Which namespaces of an assembly use which others of it, read from its code: bases, fields, attributes, signatures, bodies.</summary>
internal sealed class NamespaceGraph
{
    private readonly ModuleDefinition _module;
    private readonly Dictionary<(string From, string To), SortedSet<string>> _uses = [];

    public NamespaceGraph(ModuleDefinition module)
    {
        _module = module;
        foreach (TypeDefinition type in module.GetTypes())
        {
            Read(type);
        }
    }

    /// <summary>Uses that lie on a circle, each with the types that make it.</summary>
    public IEnumerable<string> Circles() => _uses.Where(use => Reaches(use.Key.To, use.Key.From)).Select(use => $"{use.Key.From} -> {use.Key.To}: {string.Join(", ", use.Value.Take(5))}").Order();

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private bool Reaches(string from, string to)
    {
        var seen = new HashSet<string> { from };
        var open = new Stack<string>([from]);
        while (open.TryPop(out string? at))
        {
            foreach ((_, string next) in _uses.Keys.Where(use => use.From == at))
            {
                if (next == to)
                {
                    return true;
                }

                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    private void Read(TypeDefinition type)
    {
        Add(type, type.BaseType);
        foreach (TypeReference used in type.Interfaces.Select(one => one.InterfaceType).Concat(type.Fields.Select(one => one.FieldType)).Concat(type.CustomAttributes.Select(one => one.AttributeType)))
        {
            Add(type, used);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            Add(type, method);
            foreach (VariableDefinition variable in method.HasBody ? method.Body.Variables : [])
            {
                Add(type, variable.VariableType);
            }

            foreach (Instruction instruction in method.HasBody ? method.Body.Instructions : [])
            {
                Add(type, instruction.Operand);
            }
        }
    }

    private void Add(TypeDefinition from, object? operand)
    {
        switch (operand)
        {
            case TypeReference type:
                Add(from, type);
                break;
            case MethodReference method:
                Add(from, method.DeclaringType);
                Add(from, method.ReturnType);
                IEnumerable<TypeReference> arguments = method is GenericInstanceMethod generic ? generic.GenericArguments : [];
                foreach (TypeReference used in method.Parameters.Select(one => one.ParameterType).Concat(arguments))
                {
                    Add(from, used);
                }

                break;
            case FieldReference field:
                Add(from, field.DeclaringType);
                Add(from, field.FieldType);
                break;
            default:
                break;
        }
    }

    private void Add(TypeDefinition from, TypeReference? to)
    {
        switch (to)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                Add(from, generic.ElementType);
                foreach (TypeReference argument in generic.GenericArguments)
                {
                    Add(from, argument);
                }

                return;
            case TypeSpecification specification:
                Add(from, specification.ElementType);
                return;
            default:
                if (to.Scope == _module && to.Resolve() is { } definition)
                {
                    Note(Outermost(from), Outermost(definition));
                }

                return;
        }
    }

    private void Note(TypeDefinition from, TypeDefinition to)
    {
        // Types without a namespace are the compiler's own.
        if (from.Namespace == to.Namespace || from.Namespace.Length == 0 || to.Namespace.Length == 0)
        {
            return;
        }

        if (!_uses.TryGetValue((from.Namespace, to.Namespace), out SortedSet<string>? types))
        {
            _uses[(from.Namespace, to.Namespace)] = types = [];
        }

        types.Add($"{from.Name} uses {to.Name}");
    }
}
