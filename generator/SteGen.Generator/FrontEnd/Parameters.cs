using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

/// <summary>What each parameter of the root method is to its derivatives, and what it is in the body.</summary>
internal sealed partial class Lowering
{
    private readonly List<ParameterModel> _parameters = [];
    private readonly Dictionary<string, Val> _marked = [];
    private readonly Dictionary<string, Val> _externals = [];
    private readonly HashSet<Value> _shared = [];
    private readonly Region _prologue = new();
    private readonly Dictionary<Value, (IParameterSymbol? Symbol, ParameterKind Kind)> _spans = [];

    /// <summary>Declares the parameters of the function and of the model, binding them in the environment.</summary>
    private void DeclareParameters(Request request)
    {
        foreach (IParameterSymbol p in root.Parameters)
        {
            try
            {
                Declare(p, request.Names);
            }
            catch (Refusal refusal)
            {
                Report(refusal.Problem);
                Set(p, Val.Poison);
            }
        }

        DeclareInstance(request);
    }

    private void Declare(IParameterSymbol p, ImmutableArray<string> wanted)
    {
        ITypeSymbol declared = Resolve(p.Type), type = NumberOf(declared, p);
        SyntaxNode at = p.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) ?? throw Quiet();
        if (type.TypeKind == TypeKind.Error)
        {
            throw Quiet();
        }

        ITypeSymbol? element = Types.Element(type);
        bool inOut = Attributes.Has(p, "InOutAttribute");
        ParameterKind kind = KindOf(p, type, element, inOut, at);
        Shape? shape = kind == ParameterKind.Constant ? null : Types.Shape(element ?? type);
        bool real = shape is not null && shape.Leaves.Any(l => l.Type.IsReal());
        bool named = wanted.Contains(p.Name), excluded = Attributes.Has(p, "NoGradientAttribute");
        bool isResult = kind is ParameterKind.Out or ParameterKind.ResultSpan;
        if (named && (!real || excluded))
        {
            throw Fail("STG0103", at, p.Name, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }

        bool differentiable = real && !excluded && (wanted.IsEmpty || named || isResult);
        if (differentiable && (element ?? type) is var whole && Unsettable(whole) is { } field)
        {
            throw Fail("STG0103", at, $"{p.Name}.{field.Name}", field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }

        bool isNullable = !ReferenceEquals(type, declared);
        string text = element is null ? Types.Text(declared)
            : $"global::System.{(kind == ParameterKind.InputSpan ? "ReadOnlySpan" : "Span")}<{Types.Text(element)}>";
        string access = Identifier(p.Name) + (isNullable ? ".GetValueOrDefault()" : "");
        _parameters.Add(new ParameterModel(p.Name, kind, text, shape, differentiable, Attributes.Has(p, "UniformAttribute"), access));
        switch (kind)
        {
            case ParameterKind.Constant:
                Set(p, External(type, access, null!));
                break;
            case ParameterKind.Out:
                Set(p, Val.Undefined);
                break;
            case ParameterKind.Value or ParameterKind.Ref:
                Val input = Input(type, p.Name);
                Set(p, isNullable ? new Val.Struct(Types.Struct(declared)!, [new Val.Scalar(Build.External(Ty.Bool, Identifier(p.Name) + ".HasValue")), input]) : input);
                break;
            default:
                Set(p, InputView(element!, shape!.Layout, p.Name, p, kind));
                break;
        }
    }

    /// <summary>Of a number that may be missing the number: it is what a gradient comes for. Whether it is there is a constant of the call.</summary>
    private static ITypeSymbol NumberOf(ITypeSymbol type, IParameterSymbol p) =>
        Types.IsNullable(type) && p.RefKind is RefKind.None or RefKind.In && type is INamedTypeSymbol { TypeArguments: [var number] } && Types.Scalar(number) is not null ? number : type;

    /// <summary>The first real field that code outside cannot set: then no gradient of that type can be made.</summary>
    private StructField? Unsettable(ITypeSymbol type)
    {
        // put together by its constructor, it must still be taken apart
        if (Types.Struct(type) is not { } parts || parts.Construction is Construction.Tuple || (parts.Construction is Construction.Constructor && parts.Fields.All(f => f.CanRead)))
        {
            return null;
        }

        foreach (StructField field in parts.Fields)
        {
            if (!field.CanRead || (!field.CanSet && Types.Shape(field.Type)?.Leaves.Any(l => l.Type.IsReal()) == true))
            {
                return field;
            }

            if (Unsettable(field.Type) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    private ParameterKind KindOf(IParameterSymbol p, ITypeSymbol type, ITypeSymbol? element, bool inOut, SyntaxNode at)
    {
        string shown = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (element is not null)
        {
            if (p.RefKind is RefKind.Ref or RefKind.Out)
            {
                throw Fail("STG0110", at, p.Name, $"pass the {(type is IArrayTypeSymbol ? "array" : "span")} by value");
            }

            if (Types.Shape(element) is null)
            {
                throw element is IArrayTypeSymbol
                    ? Fail("STG0101", at, $"'{shown}', an array of arrays,", "use one array and compute the index")
                    : Fail("STG0103", at, p.Name, shown);
            }

            if (Types.IsReadOnlySpan(type))
            {
                return inOut ? throw Fail("STG0110", at, p.Name, "[InOut] is for a Span or an array that is written") : ParameterKind.InputSpan;
            }

            return inOut ? ParameterKind.InOutSpan : Types.IsWritableSpan(type) ? ParameterKind.ResultSpan : ParameterKind.InputSpan;
        }

        if (inOut)
        {
            throw Fail("STG0110", at, p.Name, "[InOut] is for spans and arrays; use ref");
        }

        if (Types.Shape(type) is not null)
        {
            return p.RefKind switch
            {
                RefKind.Out => ParameterKind.Out,
                RefKind.Ref => ParameterKind.Ref,
                _ => ParameterKind.Value,
            };
        }

        if (p.RefKind is RefKind.Ref or RefKind.Out)
        {
            throw Fail("STG0110", at, p.Name, "only numbers and structs of numbers can be ref or out");
        }

        if (type is IArrayTypeSymbol || type is INamedTypeSymbol { Name: "List" or "Memory" or "ReadOnlyMemory" or "IList" or "IEnumerable" or "IReadOnlyList", TypeArguments.Length: 1 })
        {
            throw Fail("STG0101", at, $"A parameter of type '{shown}'", "use a one-dimensional array or a span");
        }

        if (Types.IsNullable(type) || type.SpecialType == SpecialType.System_Decimal || type.TypeKind == TypeKind.Pointer || type is ITypeParameterSymbol)
        {
            throw Fail("STG0103", at, p.Name, shown);
        }

        return ParameterKind.Constant;
    }

    private Val Input(ITypeSymbol type, string name)
    {
        if (Types.Scalar(type) is { } scalar)
        {
            Value v = new(scalar, name);
            _function.Body.Params.Add(v);
            return new Val.Scalar(v);
        }

        StructType parts = Types.Struct(type)!;
        return new Val.Struct(parts, [.. parts.Fields.Select(f => Input(f.Type, name + Capital(f.Name)))]);
    }

    private Val InputView(ITypeSymbol element, ElementLayout layout, string name, IParameterSymbol? symbol, ParameterKind kind)
    {
        Value buffer = new(Ty.Buffer, name) { Layout = layout }, length = new(Ty.I32, name + "Length");
        _function.Body.Params.Add(buffer);
        _function.Body.Params.Add(length);
        _function.LengthOf[buffer] = length;
        _lengths.Add(length);
        _roots.Add(buffer);
        _spans[buffer] = (symbol, kind);
        return new Val.View(element, buffer, Int(0), length);
    }

    /// <summary>The instance: a struct is an input as a whole, an object holds constants, except for what is marked.</summary>
    private void DeclareInstance(Request request)
    {
        if (root.IsStatic)
        {
            return;
        }

        INamedTypeSymbol type = root.ContainingType;
        Target self = new("this");
        if (type.IsValueType)
        {
            if (Types.Struct(type)?.Fields.FirstOrDefault(f => f.Symbol is null) is { } hidden)
            {
                throw Fail("STG0101", root.DeclaringSyntaxReferences[0].GetSyntax(cancellation), $"The parameter '{hidden.Name}' of the primary constructor, which members of '{type.Name}' use,", "keep its value in a field");
            }

            if (Types.Shape(type) is { } whole)
            {
                bool differentiable = whole.Leaves.Any(l => l.Type.IsReal()) && Unsettable(type) is null && request.WantsOfInstance("this");
                _parameters.Insert(0, new ParameterModel("this", ParameterKind.Field, Types.Text(type), whole, differentiable, false, "this"));
                List<Value> before = [.. _function.Body.Params];
                _function.Body.Params.Clear();
                Set(self, Input(type, "this"));
                _function.Body.Params.AddRange(before);
                _frame.This = new Place.Variable(self, []);
                return;
            }

            _frame.This = new Place.Shared(Types.Struct(type) is null ? new Val.Constant(type, "this") : External(type, "this", null!), "this");
            return;
        }

        foreach (ISymbol member in type.GetMembers().Where(m => !m.IsStatic && Attributes.Has(m, "DifferentiableAttribute")))
        {
            ITypeSymbol? held = member switch { IFieldSymbol f => f.Type, IPropertySymbol p => p.Type, _ => null };
            if (held is null)
            {
                continue;
            }

            ITypeSymbol? element = Types.Element(held);
            SyntaxNode? at = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
            if (Types.Shape(element ?? held) is not { } shape || !shape.Leaves.Any(l => l.Type.IsReal()) || Unsettable(element ?? held) is not null)
            {
                Report(at is null ? null : Fail("STG0103", at, member.Name, held.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)).Problem);
                continue;
            }

            string name = Declarations.InputName(member.Name), access = "this." + Identifier(member.Name);
            string text = element is null ? Types.Text(held) : $"global::System.ReadOnlySpan<{Types.Text(element)}>";
            if (root.Parameters.Any(p => p.Name == name) && (element is not null || _parameters.Any(p => p.Name == name && p.IsDifferentiable)))
            {
                Report(new("STG0107", root.Parameters.First(p => p.Name == name).Locations[0], [name, root.Name]));
                continue;
            }

            _parameters.Add(new ParameterModel(name, element is null ? ParameterKind.Field : ParameterKind.InputSpan, text, shape, request.WantsOfInstance(name), element is not null, access));
            _marked[member.Name] = element is null ? Input(held, name) : InputView(element, shape.Layout, name, null, ParameterKind.Field);
        }

        _frame.This = new Place.Shared(new Val.Constant(type, "this"), "this");
    }
}
