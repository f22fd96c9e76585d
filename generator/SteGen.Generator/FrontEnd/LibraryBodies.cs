using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>
/// Members of the framework whose bodies SteGen's runtime library holds, written in the language (namespace SteGen.Library): a class XMembers for each type X, in it static methods with the members' names,
/// an instance as the first parameter. The bodies are found by their documentation ids.
/// </summary>
internal static class LibraryBodies
{
    private static readonly Dictionary<string, string> s_names = new()
    {
        { "#ctor", "Create" }, { "op_Addition", "Add" }, { "op_Subtraction", "Subtract" }, { "op_Multiply", "Multiply" }, { "op_Division", "Divide" }, { "op_UnaryNegation", "Negate" },
    };

    /// <summary>A member of Math, MathF, double, float, or of the interfaces of numbers: by the types of its operands, in a text for all real types or one of its own.</summary>
    public static Function? OfReal(Compilation compilation, string name, IEnumerable<Ty> operands)
    {
        Ty[] types = [.. operands];
        string real = types[0] == Ty.F32 ? "float" : "double", concrete = types[0] == Ty.F32 ? "System.Single" : "System.Double";
        return Find(compilation, $"M:SteGen.Library.RealMembers.{name}``1({Parameters("``0")})<{real}>") ?? Find(compilation, $"M:SteGen.Library.RealMembers.{name}({Parameters(concrete)})");

        string Parameters(string type) => string.Join(",", types.Select(t => t == types[0] ? type : t == Ty.I32 ? "System.Int32" : "?"));
    }

    /// <summary>A member of a type of System.Numerics.</summary>
    public static Function? OfMember(Compilation compilation, IMethodSymbol method)
    {
        if (method.OriginalDefinition.GetDocumentationCommentId() is not { } id || method.ContainingType is not { } owner)
        {
            return null;
        }

        string name = s_names.TryGetValue(method.MethodKind == MethodKind.Constructor ? "#ctor" : method.Name, out string? known) ? known
            : method.MethodKind == MethodKind.PropertyGet ? method.Name.Substring("get_".Length)
            : method.MethodKind == MethodKind.PropertySet ? "With" + method.Name.Substring("set_".Length)
            : method.Name;
        int open = id.IndexOf('(');
        string parameters = open < 0 ? "" : id.Substring(open + 1, id.Length - open - 2);
        if (!method.IsStatic && method.MethodKind != MethodKind.Constructor)
        {
            string instance = owner.GetDocumentationCommentId()!.Substring(2);
            parameters = parameters.Length == 0 ? instance : instance + "," + parameters;
        }

        return Find(compilation, $"M:SteGen.Library.{owner.Name}Members.{name}{(parameters.Length == 0 ? "" : "(" + parameters + ")")}");
    }

    /// <summary>A reduction of TensorPrimitives, for one type of elements.</summary>
    public static Function? OfTensor(Compilation compilation, string name, int spans, Ty type) =>
        Find(compilation, $"M:SteGen.Library.TensorMembers.{name}``1({string.Join(",", Enumerable.Repeat("System.ReadOnlySpan{``0}", spans))})<{(type == Ty.F32 ? "float" : "double")}>");

    public static Function? OfSoftMax(Compilation compilation, Ty type) =>
        Find(compilation, $"M:SteGen.Library.TensorMembers.SoftMax``1(System.ReadOnlySpan{{``0}},System.Span{{``0}})<{(type == Ty.F32 ? "float" : "double")}>");

    private static Function? Find(Compilation compilation, string key) =>
        compilation.GetTypeByMetadataName(Attributes.Differentiable)?.ContainingAssembly is { } library ? CompiledBodies.Find(library, key) : null;
}

internal sealed partial class Lowering
{
    /// <summary>A member of a number type that is no operation: its body, or null.</summary>
    public Val? LibraryReal(IOperation at, string name, Value[] x, ITypeSymbol? returns = null)
    {
        if (LibraryBodies.OfReal(compilation, name, x.Select(v => v.Type)) is not { } body)
        {
            return null;
        }

        ITypeSymbol type = returns ?? compilation.GetSpecialType(x[0].Type == Ty.F32 ? SpecialType.System_Single : SpecialType.System_Double);
        return Inserted(at, name, body, [.. x.Select(v => (Val)new Val.Scalar(v))], [.. x.Select(_ => (RefKind.None, type))], type);
    }

    /// <summary>A call of such a member; a user's own gradient of it comes first.</summary>
    private Val? LibraryReal(IOperation at, ITypeSymbol? owner, IMethodSymbol method, IReadOnlyList<Val> arguments)
    {
        bool isMath = owner is { Name: "Math" or "MathF" } && Types.IsSystem(owner);
        return owner is not null && (isMath || Types.Scalar(owner) is Ty.F32 or Ty.F64) && arguments.Count > 0 && arguments.All(a => a is Val.Scalar) && arguments[0] is Val.Scalar { V.Type: Ty.F32 or Ty.F64 }
            ? LibraryReal(at, method.Name, [.. arguments.Select(a => ((Val.Scalar)a).V)], Resolve(method.ReturnType))
            : null;
    }

    /// <summary>A member of System.Numerics: taken apart here, or a body of the library; null for a method of another type.</summary>
    private Val? Numerics(IOperation at, IMethodSymbol method, Place? instance, ImmutableArray<Val> arguments)
    {
        if (method.ContainingType is not { } owner || !Types.IsNumerics(owner))
        {
            return null;
        }

        if (Types.IsVector(owner) && KnownVectors.Invoke(this, at, method, [.. WithInstance(method, instance, arguments, at).Select(a => Deref(a, at))]) is { } vector)
        {
            return vector;
        }

        if (method.Name == "get_IsIdentity" && KnownVectors.IsIdentity(this, Read(instance!, at)) is { } identity)
        {
            return identity;
        }

        if (method.Name == "Equals" && method.Parameters.Length == 1 && arguments is [Val.Struct other])
        {
            return KnownVectors.Operator(Microsoft.CodeAnalysis.Operations.BinaryOperatorKind.Equals, Read(instance!, at), other);
        }

        if (LibraryBodies.OfMember(compilation, method) is not { } body)
        {
            return null;
        }

        bool hasInstance = !method.IsStatic && method.MethodKind != MethodKind.Constructor;
        ImmutableArray<Val> all = hasInstance ? [Read(instance!, at), .. arguments] : arguments;
        ImmutableArray<(RefKind, ITypeSymbol)> parameters = [.. method.Parameters.Select(p => (p.RefKind, p.Type))];
        bool isSetter = method.MethodKind == MethodKind.PropertySet;
        ITypeSymbol? returns = isSetter || method.MethodKind == MethodKind.Constructor ? owner : method.ReturnsVoid ? null : method.ReturnType;
        Val result = Inserted(at, Name(method), body, all, hasInstance ? parameters.Insert(0, (RefKind.None, owner)) : parameters, returns);
        if (!isSetter)
        {
            return result;
        }

        Write(instance!, result, at);
        return Nothing;
    }

    public bool IsKnown(Value v, out long x) => IsConstant(v, out x);

    private static string Name(IMethodSymbol method) => method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
