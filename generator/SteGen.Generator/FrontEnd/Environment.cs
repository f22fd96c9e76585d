using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>Variables: what each holds now, and how the holdings of two paths become one where the paths join.</summary>
internal sealed partial class Lowering
{
    private static readonly IEqualityComparer<object> s_keys = new KeyComparer();

    /// <summary>Locals, parameters and flags of all frames that are open; a path works on a copy.</summary>
    private Dictionary<object, Val> _env = new(s_keys);

    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public new bool Equals(object? a, object? b) =>
            ReferenceEquals(a, b) || (a is ISymbol x && b is ISymbol y && SymbolEqualityComparer.Default.Equals(x, y));

        public int GetHashCode(object key) => key is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : key.GetHashCode();
    }

    private Val Variable(object key, SyntaxNode at)
    {
        if (!_env.TryGetValue(key, out Val? value))
        {
            // a parameter of a primary constructor that a member uses lives in a hidden field
            throw Fail("STG0101", at, $"'{at}'", key is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }
                ? "a parameter of a primary constructor has no name outside of the type's own text; keep its value in a field"
                : "it is not a local, a parameter, a field or a property of something that SteGen can see; pass it as a parameter");
        }

        return value == Val.Poison || value == Val.Undefined ? throw Quiet() : value;
    }

    /// <summary>A method, so that the value is computed first: computing it may replace the environment.</summary>
    private void Set(object key, Val value) => _env[key] = value;

    private void SetFlag(Target target, bool value) => Set(target, new Val.Scalar(Bool(value)));

    private Value Flag(Target target) => ((Val.Scalar)_env[target]).V;

    private Value Any(IEnumerable<Target> targets)
    {
        Value? any = null;
        foreach (Target target in targets)
        {
            any = any is null ? Flag(target) : Or(any, Flag(target));
        }

        return any!;
    }

    // ---- leaves: what a value consists of in the IR

    private static void Leaves(Val value, List<Value> into)
    {
        switch (value)
        {
            case Val.Scalar s:
                into.Add(s.V);
                break;
            case Val.Struct s:
                foreach (Val field in s.Fields)
                {
                    Leaves(field, into);
                }

                break;
            case Val.View v:
                into.Add(v.Buffer);
                into.Add(v.Offset);
                into.Add(v.Length);
                break;
            case Val.Reference { Place: Place.Element e }:
                Leaves(e.View, into);
                into.Add(e.Index);
                break;
        }
    }

    private static List<Value> Leaves(Val value)
    {
        List<Value> leaves = [];
        Leaves(value, leaves);
        return leaves;
    }

    private static Val Rebuild(Val like, Queue<Value> leaves) => like switch
    {
        Val.Scalar => new Val.Scalar(leaves.Dequeue()),
        Val.Struct s => new Val.Struct(s.Type, [.. s.Fields.Select(f => Rebuild(f, leaves))]),
        Val.View v => new Val.View(v.Element, leaves.Dequeue(), leaves.Dequeue(), leaves.Dequeue(), v.IsStopped),
        Val.Reference { Place: Place.Element e } => new Val.Reference(new Place.Element((Val.View)Rebuild(e.View, leaves), leaves.Dequeue(), e.Path)),
        _ => like,
    };

    /// <summary>Fresh values of the same types.</summary>
    private static Val Fresh(Val like, string? hint, List<Value> into)
    {
        List<Value> fresh = [.. Leaves(like).Select(v => new Value(v.Type, hint ?? v.Hint) { Layout = v.Layout })];
        into.AddRange(fresh);
        return Rebuild(like, new Queue<Value>(fresh));
    }

    private static bool Same(Val a, Val b) => ReferenceEquals(a, b) || (a, b) switch
    {
        (Val.Scalar x, Val.Scalar y) => x.V == y.V,
        (Val.Struct x, Val.Struct y) => x.Fields.Length == y.Fields.Length && x.Fields.Zip(y.Fields, Same).All(same => same),
        (Val.View x, Val.View y) => x.Buffer == y.Buffer && x.Offset == y.Offset && x.Length == y.Length && x.IsStopped == y.IsStopped,
        (Val.Constant x, Val.Constant y) => x.Text == y.Text,
        (Val.Reference x, Val.Reference y) => SamePlace(x.Place, y.Place),
        (Val.Function x, Val.Function y) => x.Body == y.Body && SymbolEqualityComparer.Default.Equals(x.Method, y.Method)
            && x.Captured.Length == y.Captured.Length && x.Captured.Zip(y.Captured, (a, b) => SymbolEqualityComparer.Default.Equals(a.Key, b.Key) && Same(a.Value, b.Value)).All(same => same),
        _ => false,
    };

    private static bool SamePlace(Place a, Place b) => ReferenceEquals(a, b) || (a, b) switch
    {
        (Place.Variable x, Place.Variable y) => s_keys.Equals(x.Key, y.Key) && x.Path.SequenceEqual(y.Path),
        (Place.Element x, Place.Element y) => Same(x.View, y.View) && x.Index == y.Index && x.Path.SequenceEqual(y.Path),
        (Place.Choice x, Place.Choice y) => x.Condition == y.Condition && SamePlace(x.WhenTrue, y.WhenTrue) && SamePlace(x.WhenFalse, y.WhenFalse),
        _ => false,
    };

    /// <summary>The zero of a type, as <c>default</c> gives it.</summary>
    private Val Zero(ITypeSymbol type, SyntaxNode at)
    {
        if (Types.Scalar(type) is { } scalar)
        {
            return ZeroOf(scalar);
        }

        if (Types.Element(type) is { } element && type is not IArrayTypeSymbol && Types.Shape(element) is { } shape)
        {
            return NoView(element, shape.Layout);
        }

        if (Types.Struct(type) is { } parts)
        {
            return new Val.Struct(parts, [.. parts.Fields.Select(f => Zero(f.Type, at))]);
        }

        throw Fail("STG0101", at, $"The default value of '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'", "use numbers, structs of numbers, arrays and spans of them");
    }

    private Val ZeroOf(Ty type) => type switch
    {
        Ty.Bool => new Val.Scalar(Bool(false)),
        Ty.F32 or Ty.F64 => new Val.Scalar(Build.Real(type, 0)),
        _ => new Val.Scalar(IntegerOf(type, 0)),
    };

    /// <summary>An empty span: a buffer that nothing can be loaded from.</summary>
    private Val.View NoView(ITypeSymbol element, ElementLayout layout) => new Val.View(element, Build.Alloc(layout, Int(0), "empty"), Int(0), Int(0));

    private Val ZeroLike(Val like) => like switch
    {
        Val.Scalar s => ZeroOf(s.V.Type),
        Val.Struct s => new Val.Struct(s.Type, [.. s.Fields.Select(ZeroLike)]),
        Val.View v => NoView(v.Element, v.Buffer.Layout!),
        Val.Reference { Place: Place.Element e } => new Val.Reference(new Place.Element(NoView(e.View.Element, e.View.Buffer.Layout!), Int(0), e.Path)),
        _ => like,
    };
}
