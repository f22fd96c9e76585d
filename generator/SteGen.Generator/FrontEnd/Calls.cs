using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

internal sealed partial class Lowering
{
    private readonly Dictionary<IMethodSymbol, (IBlockOperation Body, Frame Frame)> _localFunctions = new(SymbolEqualityComparer.Default);

    /// <summary>Arguments in the order in which they are evaluated; those by reference as references.</summary>
    private ImmutableArray<(IParameterSymbol Parameter, Val Value)> Arguments(ImmutableArray<IArgumentOperation> arguments)
    {
        List<(IParameterSymbol, Val)> values = [];
        foreach (IArgumentOperation a in arguments)
        {
            IParameterSymbol parameter = a.Parameter ?? throw Quiet();
            if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            {
                Place place = PlaceOf(a.Value);
                values.Add((parameter, new Val.Reference(place)));
            }
            else if (parameter.RefKind is RefKind.In or RefKind.RefReadOnlyParameter && IsVariable(a.Value) && MayWrite(parameter.ContainingSymbol as IMethodSymbol))
            {
                values.Add((parameter, new Val.Reference(PlaceOf(a.Value))));
            }
            else
            {
                values.Add((parameter, Expr(a.Value)));
            }
        }

        return [.. values];
    }

    /// <summary>An argument that an <c>in</c> parameter names, not copies.</summary>
    private static bool IsVariable(IOperation argument) => argument switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IArrayElementReferenceOperation or IInstanceReferenceOperation or IImplicitIndexerReferenceOperation => true,
        IFieldReferenceOperation { Instance: { } instance } => IsVariable(instance),
        IPropertyReferenceOperation p => p.Property.ReturnsByRef || p.Property.ReturnsByRefReadonly,
        IInvocationOperation i => i.TargetMethod.ReturnsByRef || i.TargetMethod.ReturnsByRefReadonly,
        IConditionalOperation c => c.IsRef,
        IParenthesizedOperation p => IsVariable(p.Operand),
        _ => false,
    };

    /// <summary>Whether a method with source can change what one of its <c>in</c> parameters names, while it runs, or can return it: only then need that be more than a value.</summary>
    private static bool MayWrite(IMethodSymbol? method) => method is not null && (!method.DeclaringSyntaxReferences.IsEmpty || method.MethodKind == MethodKind.DelegateInvoke)
        && (method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction or MethodKind.DelegateInvoke
            || (method is { IsStatic: false, IsReadOnly: false, ContainingType.IsValueType: true, MethodKind: not MethodKind.Constructor })
            || method.ReturnsByRef || method.ReturnsByRefReadonly
            || method.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out || p.Type.TypeKind is TypeKind.Array or TypeKind.Delegate || (p.Type.IsRefLikeType && !Types.IsReadOnlySpan(p.Type))));

    private Val? Invoke(IInvocationOperation i)
    {
        IMethodSymbol method = i.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return InvokeDelegate(i);
        }

        if (Spans.IsKnown(method))
        {
            return SpanMethod(i);
        }

        if (method.GetAttributes().Any(a => a.AttributeClass is { Name: "ConditionalAttribute" }) || ThrowHelper(i))
        {
            return Nothing;
        }

        if (i.Instance is { } receiver && i.Instance.Type is { } type && Types.IsNullable(Resolve(type)))
        {
            return NullableMethod(i, receiver);
        }

        if (method is { Name: "HasFlag", ContainingType.SpecialType: SpecialType.System_Enum } && i is { Instance: { } flags, Arguments: [{ Value: IConversionOperation { Operand: var flag } }] }
            && Expr(flags) is Val.Scalar { V: var all } && Expr(flag) is Val.Scalar { V: var wanted })
        {
            return new Val.Scalar(Build.Emit(Op.IEq, Build.Emit(Op.IAnd, all, wanted), wanted));
        }

        Place? instance = i.Instance is null || method.MethodKind == MethodKind.LocalFunction ? null : PlaceOf(i.Instance);
        ImmutableArray<(IParameterSymbol Parameter, Val Value)> inOrder = Arguments(i.Arguments);
        Val[] arguments = [.. inOrder.OrderBy(a => a.Parameter.Ordinal).Select(a => a.Value)];
        if (method is { Name: "DivRem", ContainingType.Name: "Math" } && arguments is [Val.Scalar dividend, Val.Scalar divisor, Val.Reference { Place: var remainder }]
            && IntegerMethod(method, [dividend.V, divisor.V], i) is Val.Struct { Fields: [var quotient, var rest] })
        {
            Write(remainder, rest, i);
            return quotient;
        }

        if (i.ConstrainedToType is { } constrained && Resolve(constrained) is var concrete)
        {
            return Constrained(i, method, concrete, instance, arguments);
        }

        if (method.ContainingType is { TypeKind: TypeKind.Interface } && i.Instance is { } behind && StructBehind(behind, instance!) is { } known)
        {
            return Constrained(i, method, known, instance, arguments);
        }

        if (i.IsVirtual && i.Instance?.Type is { } receiving && Resolve(receiving) is INamedTypeSymbol { TypeKind: TypeKind.Class, IsSealed: true } only)
        {
            return Call(i, Override(only, method), instance, [.. arguments]);
        }

        if (method.IsStatic == false && (method.IsVirtual || method.IsAbstract || method.IsOverride) && i.IsVirtual && i.Instance?.Type is { IsReferenceType: true } or ITypeParameterSymbol
            && !Resolve(i.Instance!.Type!).IsValueType)
        {
            throw Fail("STG0106", i.Syntax, Refusals.Short(i.Syntax));
        }

        return Call(i, method, instance, [.. arguments]);
    }

    /// <summary>What a call of a virtual method runs on an object of this very type.</summary>
    private static IMethodSymbol Override(INamedTypeSymbol type, IMethodSymbol method)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            foreach (IMethodSymbol candidate in at.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (IMethodSymbol? m = candidate; m is not null; m = m.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, method.OriginalDefinition))
                    {
                        return candidate;
                    }
                }
            }
        }

        return method;
    }

    /// <summary>A static or instance member of an interface, called through a type parameter: that of the type it stands for.</summary>
    private Val? Constrained(IOperation at, IMethodSymbol method, ITypeSymbol type, Place? instance, Val[] arguments)
    {
        if (Types.Scalar(type) is not null)
        {
            List<Val> all = [.. arguments];
            if (instance is not null)
            {
                all.Insert(0, Read(instance, at));
            }

            return KnownMethods.Invoke(this, at, type, method, all) ?? LibraryReal(at, type, method, all) ?? throw Fail("STG0102", at.Syntax, method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
        }

        if (Implementation(type, method) is IMethodSymbol { ContainingType.TypeKind: TypeKind.Interface } && instance is not null)
        {
            // the default runs on a copy in a box
            Target box = new("box");
            Set(box, Read(instance, at));
            Val? returned = Implemented(new Place.Variable(box, []));
            _env.Remove(box);
            return returned;
        }

        return Implemented(instance);

        Val? Implemented(Place? self) => Implementation(type, method) is IMethodSymbol implementation
            ? Call(at, implementation.TypeParameters.IsEmpty ? implementation : implementation.Construct([.. method.TypeArguments]), self, [.. arguments])
            : throw Fail("STG0106", at.Syntax, Refusals.Short(at.Syntax));
    }

    /// <summary>The struct that a member of an interface is asked of: through a type parameter, or in a default of the interface through <c>this</c>.</summary>
    private ITypeSymbol? StructBehind(IOperation instance, Place place) =>
        instance.Type is { } type && Resolve(type) is { IsValueType: true } known ? known
        : instance is IInstanceReferenceOperation && Read(place, instance) is Val.Struct { Type.Symbol: var self } ? self
        : null;

    /// <summary>What a type has for a member of an interface; null where the member is not one of an interface, or the type leaves it to a default.</summary>
    private ISymbol? Implementation(ITypeSymbol type, ISymbol member) =>
        member.ContainingType is { TypeKind: TypeKind.Interface } declared && Resolve(declared) is INamedTypeSymbol @interface
            && @interface.GetMembers(member.Name).FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, member.OriginalDefinition)) is { } wanted
            ? type.FindImplementationForInterfaceMember(wanted)
            : null;

    /// <summary>A method by name: known, straight-through, with a gradient of its own, with source, or compiled elsewhere, in this order.</summary>
    private Val? Call(IOperation at, IMethodSymbol method, Place? instance, ImmutableArray<Val> arguments)
    {
        if (method.ReducedFrom is { } extension && instance is not null)
        {
            (method, arguments, instance) = (method.TypeArguments.IsEmpty ? extension : extension.Construct([.. method.TypeArguments]), arguments.Insert(0, Read(instance, at)), null);
        }

        if (Attributes.Find(method, "DeriveAttribute") is { } derive)
        {
            return Call(at, DerivedFrom(at, method, derive), instance, arguments);
        }

        if (GradientMethod(at, method, arguments) is { } known)
        {
            return known;
        }

        if (OfOther(method) is not null && CustomCall(at, method, arguments, out Val? given))
        {
            return given;
        }

        if (KnownMethods.Invoke(this, at, method.ContainingType, method, WithInstance(method, instance, arguments, at)) is { } simple)
        {
            return simple;
        }

        if (Numerics(at, method, instance, arguments) is { } numerics)
        {
            return numerics;
        }

        if (Tensor(at, method, arguments) is { } tensor)
        {
            return tensor;
        }

        return StraightThroughCall(at, method, instance, arguments, out Val? result) || CustomCall(at, method, arguments, out result)
            ? result
            : LibraryReal(at, method.ContainingType, method, WithInstance(method, instance, arguments, at)) ?? Inline(at, method, instance, arguments);
    }

    /// <summary>A declared forward computes what its method does; any other derivative has none of its own. Its body is not looked at: the generator does not see it yet.</summary>
    private IMethodSymbol DerivedFrom(IOperation at, IMethodSymbol method, AttributeData derive)
    {
        Derived derived = new(method, derive);
        if (derived.Kind != Members.Forward)
        {
            throw Fail("STG0108", at.Syntax, root.Name, $"'{method.Name}' is a derivative, which is not differentiated again");
        }

        IMethodSymbol[] candidates = [.. Derived.Candidates(method, derived.Function).Select(m => m.TypeParameters.IsEmpty || method.Parameters.IsEmpty ? m : m.Construct([.. m.TypeParameters.Select(_ => method.ReturnType)]))];
        return candidates.Length > 0 ? Derived.Closest(method, candidates) : throw Quiet();
    }

    private IReadOnlyList<Val> WithInstance(IMethodSymbol method, Place? instance, ImmutableArray<Val> arguments, IOperation at) =>
        instance is null || method.IsStatic || method.ContainingType is null || (Types.Scalar(method.ContainingType) is null && !Types.IsNumerics(method.ContainingType))
            ? arguments
            : [Read(instance, at), .. arguments];
}
