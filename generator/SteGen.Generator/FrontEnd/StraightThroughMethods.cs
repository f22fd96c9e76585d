using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>Everything that ends in the one node StraightThrough(hard, soft).</summary>
internal sealed partial class Lowering
{
    private static Value Stopped(Value x) => Build.Emit(Op.StraightThrough, x, Build.Real(x.Type, 0));

    /// <summary>Gradient.StopGradient and Gradient.StraightThrough.</summary>
    private Val? GradientMethod(IOperation at, IMethodSymbol method, ImmutableArray<Val> arguments)
    {
        if (method.ContainingType is not { Name: "Gradient" } type || !Attributes.IsOurs(type))
        {
            return null;
        }

        switch (method.Name)
        {
            case "StopGradient" when arguments.Length == 1:
                return StoppedPart(arguments[0], at);
            case "StraightThrough" when arguments is [Val.Scalar hard, Val.Scalar soft]:
                return new Val.Scalar(Build.Emit(Op.StraightThrough, hard.V, soft.V));
            default:
                return null;
        }
    }

    private Val StoppedPart(Val value, IOperation at) => value switch
    {
        Val.Scalar s => s.V.Type.IsReal() ? new Val.Scalar(Stopped(s.V)) : s,
        Val.Struct s => new Val.Struct(s.Type, [.. s.Fields.Select(f => StoppedPart(f, at))]),
        Val.View v => new Val.View(v.Element, v.Buffer, v.Offset, v.Length, isStopped: true),
        _ => throw Refuse(at),
    };

    /// <summary>A call of a method marked [StraightThrough]: hard is its body, soft what the attribute says.</summary>
    private bool StraightThroughCall(IOperation at, IMethodSymbol method, Place? instance, ImmutableArray<Val> arguments, out Val? result)
    {
        result = null;
        if (Attributes.Find(method.OriginalDefinition, "StraightThroughAttribute") is not { } attribute)
        {
            return false;
        }

        if (_bodies.Find(method, cancellation) is null)
        {
            // compiled elsewhere: the node stands in its body
            return false;
        }

        result = StraightThroughOf(at, method, attribute, instance, arguments);
        return true;
    }

    private Val StraightThroughOf(IOperation at, IMethodSymbol method, AttributeData attribute, Place? instance, ImmutableArray<Val> arguments)
    {
        string? surrogate = Attributes.Named(attribute, "Surrogate") as string;
        double clip = Attributes.Named(attribute, "Clip") is double bound ? bound : double.NaN;
        if (surrogate is not null && !double.IsNaN(clip))
        {
            throw new Refusal(new("STG0038", SyntaxOf(attribute, at), [method.Name, "Surrogate and Clip exclude one another"]));
        }

        if (Attributes.Has(method.OriginalDefinition, "CustomGradientAttribute"))
        {
            throw new Refusal(new("STG0038", SyntaxOf(attribute, at), [method.Name, "StraightThrough and CustomGradient exclude one another"]));
        }

        Val hard = Inline(at, method, instance, arguments) ?? throw Refuse(at);
        Val soft = surrogate is not null
            ? Call(at, Surrogate(at, method, attribute, surrogate), instance, arguments) ?? throw Refuse(at)
            : Identity(at, method, attribute, arguments, hard, clip);
        return Joined(hard, soft, at);
    }

    private static Location SyntaxOf(AttributeData attribute, IOperation at) => attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? at.Syntax.GetLocation();

    private IMethodSymbol Surrogate(IOperation at, IMethodSymbol method, AttributeData attribute, string name)
    {
        IMethodSymbol[] named = [.. method.ContainingType.GetMembers(name).OfType<IMethodSymbol>()];
        if (named.Length == 0)
        {
            throw new Refusal(new("STG0109", SyntaxOf(attribute, at), [method.ContainingType.Name, "method", name]));
        }

        return named.FirstOrDefault(m => m.IsStatic == method.IsStatic && m.TypeParameters.Length == method.TypeParameters.Length
                && SymbolEqualityComparer.Default.Equals(m.ReturnType, method.ReturnType)
                && m.Parameters.Select(p => p.Type).SequenceEqual(method.Parameters.Select(p => p.Type), SymbolEqualityComparer.Default)
                && m.Parameters.Select(p => p.RefKind).SequenceEqual(method.Parameters.Select(p => p.RefKind))) is { } found
            ? found.IsGenericMethod ? found.Construct([.. method.TypeArguments]) : found
            : throw new Refusal(new("STG0032", SyntaxOf(attribute, at), [name, method.Name]));
    }

    private Val Identity(IOperation at, IMethodSymbol method, AttributeData attribute, ImmutableArray<Val> arguments, Val hard, double clip)
    {
        if (hard is Val.Scalar { V.Type: var type } && !type.IsReal())
        {
            throw new Refusal(new("STG0037", SyntaxOf(attribute, at), [method.Name, method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)]));
        }

        if (arguments.IsEmpty || !SameForm(arguments[0], hard) || hard is not (Val.Scalar or Val.Struct))
        {
            throw new Refusal(new("STG0034", SyntaxOf(attribute, at), [method.Name, method.Parameters.FirstOrDefault()?.Name ?? "nothing"]));
        }

        return double.IsNaN(clip) ? arguments[0] : Clipped(arguments[0], clip, Attributes.Named(attribute, "Boundary") is 1);
    }

    /// <summary>x within the bound, and a constant beyond.</summary>
    private static Val Clipped(Val value, double clip, bool exclusive) => value switch
    {
        Val.Scalar { V: { } x } when x.Type.IsReal() => new Val.Scalar(Build.If(
            Build.Emit(exclusive ? Op.FLt : Op.FLe, Build.Emit(Op.Abs, x), Build.Real(x.Type, clip)), () => [x], () => [Build.Real(x.Type, 0)])[0]),
        Val.Struct s => new Val.Struct(s.Type, [.. s.Fields.Select(f => Clipped(f, clip, exclusive))]),
        _ => value,
    };

    private Val Joined(Val hard, Val soft, IOperation at) => (hard, soft) switch
    {
        (Val.Scalar h, Val.Scalar s) => h.V.Type.IsReal() ? new Val.Scalar(Build.Emit(Op.StraightThrough, h.V, s.V)) : h,
        (Val.Struct h, Val.Struct s) when h.Fields.Length == s.Fields.Length => new Val.Struct(h.Type, [.. h.Fields.Select((f, k) => Joined(f, s.Fields[k], at))]),
        _ => throw Refuse(at, "A straight-through method that returns a span", "return numbers or structs of numbers, or write StraightThrough for each element"),
    };
}
