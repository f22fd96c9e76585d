using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>Structs, tuples and nullable numbers as the values of their fields.</summary>
internal sealed partial class Lowering
{
    /// <summary>What an object initializer or <c>with</c> is filling.</summary>
    private readonly Stack<Place> _receivers = new();

    private Val Create(IObjectCreationOperation c)
    {
        ITypeSymbol type = TypeOf(c);
        if (c.Constructor is not { } constructor)
        {
            throw Quiet();
        }

        if (Types.Element(type) is not null)
        {
            return Initialized(NewSpan(c, type), c.Initializer);
        }

        if (type.IsReferenceType || Types.Struct(type) is not { } parts)
        {
            throw Refuse(c, $"'new' of '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'", Refusals.InsteadOf(type));
        }

        if (Types.IsNullable(type))
        {
            return new Val.Struct(parts, [new Val.Scalar(Bool(true)), Expr(c.Arguments[0].Value)]);
        }

        ImmutableArray<(IParameterSymbol, Val)> arguments = Arguments(c.Arguments);
        return Initialized(arguments.IsEmpty && constructor.IsImplicitlyDeclared && SetsArrays(c.Initializer, parts) ? Blank(type, c.Syntax) : Construct(c, constructor, parts, arguments), c.Initializer);
    }

    /// <summary>Does an initializer set every array of the struct? Until then they are null, and nothing reads them.</summary>
    private static bool SetsArrays(IObjectOrCollectionInitializerOperation? initializer, StructType parts) => parts.Fields.Where(f => f.Type is IArrayTypeSymbol).All(f =>
        initializer is not null && initializer.Initializers.Any(i => i is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member.Name: var name } } && name == f.Name));

    /// <summary>What a constructor begins with: zeros, and arrays that it is about to set.</summary>
    private Val Blank(ITypeSymbol type, SyntaxNode at) =>
        type is IArrayTypeSymbol && Types.Element(type) is { } element && Types.Shape(element) is { } shape ? NoView(element, shape.Layout)
        : Types.Struct(type) is { } parts ? new Val.Struct(parts, [.. parts.Fields.Select(f => Blank(f.Type, at))])
        : Zero(type, at);

    private Val Construct(IOperation at, IMethodSymbol constructor, StructType parts, ImmutableArray<(IParameterSymbol Parameter, Val Value)> arguments)
    {
        if (arguments.IsEmpty && constructor.IsImplicitlyDeclared)
        {
            return Zero(parts.Symbol, at.Syntax);
        }

        Val[] given = [.. arguments.OrderBy(a => a.Parameter.Ordinal).Select(a => a.Value)];
        if (Types.IsNumerics(parts.Symbol))
        {
            return KnownVectors.Create(parts, given) ?? Numerics(at, constructor, null, [.. given]) ?? throw Refuse(at);
        }

        if (parts.Symbol.IsTupleType)
        {
            return new Val.Struct(parts, [.. given]);
        }

        Target self = new("this");
        Set(self, Blank(parts.Symbol, at.Syntax));
        Place place = new Place.Variable(self, []);
        if (IsPrimary(constructor))
        {
            Primary(at, constructor, parts, self, given);
        }
        else
        {
            Call(at, constructor, place, [.. given]);
        }

        Val result = _env[self];
        _env.Remove(self);
        return result;
    }

    private bool IsPrimary(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is TypeDeclarationSyntax;

    /// <summary>A primary constructor: the properties of a positional record, then the initializers of fields and properties.</summary>
    private void Primary(IOperation at, IMethodSymbol constructor, StructType parts, object self, IReadOnlyList<Val> given)
    {
        Dictionary<IParameterSymbol, Val> byParameter = new(SymbolEqualityComparer.Default);
        foreach (IParameterSymbol p in constructor.OriginalDefinition.Parameters)
        {
            byParameter[p] = given[p.Ordinal];
            int k = parts.Symbol.IsRecord ? parts.IndexOf(p.Name) : parts.Captured(p);
            if (k >= 0 && !Initializers(parts.Symbol).Any(i => i.Name == p.Name))
            {
                Set(self, new Val.Struct(parts, ((Val.Struct)_env[self]).Fields.SetItem(k, given[p.Ordinal])));
            }
        }

        Initialize(at, parts, self, byParameter);
        foreach (IParameterSymbol p in byParameter.Keys)
        {
            _env.Remove(p);
        }
    }

    /// <summary>The initializers of fields and properties. They run before there is a "this".</summary>
    private void Initialize(IOperation at, StructType parts, object self, Dictionary<IParameterSymbol, Val> byParameter)
    {
        Frame caller = _frame;
        _frame = new Frame(caller.Body, caller.Caller, caller.Path) { ReturnType = caller.ReturnType };
        foreach (KeyValuePair<ITypeParameterSymbol, ITypeSymbol> argument in caller.TypeArguments)
        {
            _frame.TypeArguments[argument.Key] = argument.Value;
        }

        foreach ((string name, ExpressionSyntax value) in Initializers(parts.Symbol))
        {
            if (parts.IndexOf(name) is var k and >= 0)
            {
                foreach (KeyValuePair<IParameterSymbol, Val> p in byParameter)
                {
                    Set(p.Key, p.Value);
                }

                if (compilation.GetSemanticModel(value.SyntaxTree).GetOperation(value, cancellation) is not { } operation)
                {
                    throw Quiet();
                }

                Val converted = Convert(Expr(operation), TypeOf(operation), parts.Fields[k].Type, at);
                Set(self, new Val.Struct(parts, ((Val.Struct)_env[self]).Fields.SetItem(k, converted)));
            }
        }

        _frame = caller;
    }

    private static IEnumerable<(string Name, ExpressionSyntax Value)> Initializers(ITypeSymbol type)
    {
        foreach (MemberDeclarationSyntax member in type.OriginalDefinition.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<TypeDeclarationSyntax>().SelectMany(t => t.Members))
        {
            if (member.Modifiers.Any(m => m.Text is "static" or "const"))
            {
                continue;
            }

            if (member is PropertyDeclarationSyntax { Initializer: { } initializer } property)
            {
                yield return (property.Identifier.ValueText, initializer.Value);
            }
            else if (member is FieldDeclarationSyntax field)
            {
                foreach (VariableDeclaratorSyntax v in field.Declaration.Variables)
                {
                    if (v.Initializer is { } given)
                    {
                        yield return (v.Identifier.ValueText, given.Value);
                    }
                }
            }
        }
    }

    private Val Initialized(Val value, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null)
        {
            return value;
        }

        Target self = new("initialized");
        Set(self, value);
        _receivers.Push(new Place.Variable(self, []));
        try
        {
            foreach (IOperation assignment in initializer.Initializers)
            {
                if (assignment is not ISimpleAssignmentOperation)
                {
                    throw Refuse(assignment);
                }

                Expr(assignment);
            }
        }
        finally
        {
            _receivers.Pop();
        }

        Val result = _env[self];
        _env.Remove(self);
        return result;
    }

    private Val With(IWithOperation w)
    {
        Val value = Expr(w.Operand);
        return value is Val.Struct ? Initialized(value, w.Initializer) : throw Refuse(w);
    }

    private Val Tuple(ITupleOperation t)
    {
        if (Types.Struct(TypeOf(t)) is not { } type)
        {
            throw Refuse(t);
        }

        return new Val.Struct(type, [.. t.Elements.Select(Expr)]);
    }

    /// <summary>The left side of a deconstruction: a place, or parts.</summary>
    private sealed record LeftSide(IOperation Target, Place? Place, ImmutableArray<LeftSide> Parts);

    /// <summary>The places on the left, with what their indices do, come before the value on the right.</summary>
    private LeftSide LeftOf(IOperation target) => target switch
    {
        IDeclarationExpressionOperation { Expression: ITupleOperation tuple } => LeftOf(tuple),
        ITupleOperation tuple => new(tuple, null, [.. tuple.Elements.Select(LeftOf)]),
        _ => new(target, PlaceOf(target, isAssigned: true), []),
    };

    private void Deconstruct(LeftSide left, ITypeSymbol? from, Val value)
    {
        if (left.Place is { } place)
        {
            if (value is Val.Scalar s)
            {
                ITypeSymbol to = Resolve(left.Target.Type ?? from!);
                value = new Val.Scalar(Convert(s.V, from ?? to, to, left.Target));
                if (left.Target is IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local.Name: var name } })
                {
                    Named(value, name);
                }
            }

            Write(place, value, left.Target);
        }
        else if (value is Val.Struct { Type.Symbol.IsTupleType: true } tuple && tuple.Fields.Length == left.Parts.Length)
        {
            for (int i = 0; i < tuple.Fields.Length; i++)
            {
                Deconstruct(left.Parts[i], tuple.Type.Fields[i].Type, tuple.Fields[i]);
            }
        }
        else
        {
            DeconstructBy(left, value);
        }
    }

    /// <summary>Through a <c>Deconstruct</c> method; that of a positional record is written by the compiler.</summary>
    private void DeconstructBy(LeftSide left, Val value)
    {
        ITypeSymbol type = value switch { Val.Struct s => s.Type.Symbol, Val.Constant c => c.Type, _ => throw Refuse(left.Target) };
        IMethodSymbol method = type.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == left.Parts.Length)
            ?? throw Refuse(left.Target);
        if (method.IsImplicitlyDeclared)
        {
            Val[] fields = [.. method.Parameters.Select(p => value switch
            {
                Val.Struct s when s.Type.IndexOf(p.Name) is var k and >= 0 => s.Fields[k],
                Val.Constant c when type.GetMembers(p.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property => Read(Member(c, property, left.Target), left.Target),
                _ => throw Refuse(left.Target),
            })];
            for (int i = 0; i < fields.Length; i++)
            {
                Deconstruct(left.Parts[i], Resolve(method.Parameters[i].Type), fields[i]);
            }

            return;
        }

        Target[] results = [.. method.Parameters.Select(p => new Target(p.Name))];
        foreach (Target result in results)
        {
            Set(result, Val.Undefined);
        }

        Call(left.Target, method, value is Val.Constant constant ? new Place.Shared(constant, constant.Text) : new Place.Temporary(value), [.. results.Select(r => (Val)new Val.Reference(new Place.Variable(r, [])))]);
        for (int i = 0; i < results.Length; i++)
        {
            Deconstruct(left.Parts[i], Resolve(method.Parameters[i].Type), _env[results[i]]);
            _env.Remove(results[i]);
        }
    }
}
