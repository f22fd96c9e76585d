using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>
/// TensorPrimitives of System.Numerics.Tensors on float and double: what works element by element is a loop here, reductions are bodies of the library. The package is the user's, not ours.
/// </summary>
internal sealed partial class Lowering
{
    private const string TooShort = "new global::System.ArgumentException(\"Destination is too short.\", \"destination\")";
    private const string NotSame = "new global::System.ArgumentException(\"Input span arguments must all have the same length.\")";
    private const string Overlapping = "new global::System.ArgumentException(\"The destination span may only overlap with an input span if the two spans start at the same memory location.\", \"destination\")";

    /// <summary>Null for a method of another class.</summary>
    private Val? Tensor(IOperation at, IMethodSymbol method, ImmutableArray<Val> arguments)
    {
        if (method.ContainingType is not { Name: "TensorPrimitives", ContainingNamespace: { Name: "Tensors", ContainingNamespace: { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } })
        {
            return null;
        }

        ImmutableArray<Val> a = [.. arguments.Select(x => Deref(x, at))];
        List<Val.View> views = [.. a.OfType<Val.View>()];
        if (views.Count == 0 || !views.All(v => Types.Scalar(v.Element) is Ty.F32 or Ty.F64))
        {
            throw NoTensor(at, method);
        }

        Ty type = Types.Scalar(views[0].Element)!.Value;
        if (!method.ReturnsVoid)
        {
            Function reduction = LibraryBodies.OfTensor(compilation, method.Name, views.Count, type) ?? throw NoTensor(at, method);
            return Inserted(at, Name(method), reduction, a, [.. method.Parameters.Select(p => (p.RefKind, p.Type))], views[0].Element);
        }

        if (method.Name == "SoftMax")
        {
            Value length = views[0].Length;
            RequireApart(views[0], Writable(views[1], at), length);
            return Inserted(at, Name(method), LibraryBodies.OfSoftMax(compilation, type) ?? throw NoTensor(at, method), a, [.. method.Parameters.Select(p => (p.RefKind, p.Type))], null);
        }

        Elements(at, method, a);
        return Nothing;
    }

    private static Refusal NoTensor(IOperation at, IMethodSymbol method) => Refuse(at, $"'TensorPrimitives.{method.Name}' on these elements", "write a loop");

    private void Elements(IOperation at, IMethodSymbol method, ImmutableArray<Val> a)
    {
        int results = method.Name is "SinCos" or "SinCosPi" ? 2 : 1;
        ImmutableArray<Val> inputs = a.RemoveRange(a.Length - results, results);
        Val.View[] destinations = [.. a.Skip(inputs.Length).Select(v => Writable((Val.View)v, at))];
        Value count = inputs.OfType<Val.View>().First().Length;
        foreach (Val.View input in inputs.OfType<Val.View>().Where(v => v.Length != count))
        {
            Require(Build.Emit(Op.IEq, input.Length, count), NotSame);
        }

        foreach (Val.View destination in destinations)
        {
            if (destination.Length != count)
            {
                Require(Build.Emit(Op.ILe, count, destination.Length), TooShort);
            }

            foreach (Val.View input in inputs.OfType<Val.View>())
            {
                RequireApart(input, destination, count);
            }
        }

        if (destinations.Length == 2)
        {
            RequireApart(destinations[0], destinations[1], count, orSame: false);
        }

        Build.For(count, [], (i, _) =>
        {
            Value[] x = [.. inputs.Select(input => input is Val.View v ? ((Val.Scalar)ElementOf(v, i)).V : ((Val.Scalar)input).V)];
            Value[] y = [.. Computed(at, method, x, destinations[0])];
            for (int k = 0; k < y.Length; k++)
            {
                Store(new Place.Element(destinations[k], Add(destinations[k].Offset, i), []), new Val.Scalar(y[k]));
            }

            return [];
        });
    }

    private IEnumerable<Value> Computed(IOperation at, IMethodSymbol method, Value[] x, Val.View destination)
    {
        switch (method.Name, x.Length)
        {
            case ("SinCos", 1):
                return [Build.Emit(Op.Sin, x), Build.Emit(Op.Cos, x)];
            case ("SinCosPi", 1):
                return [Element("SinPi"), Element("CosPi")];
            case ("ConvertChecked" or "ConvertSaturating" or "ConvertTruncating", 1):
                Ty to = Types.Scalar(destination.Element)!.Value;
                return [to == x[0].Type ? x[0] : Build.Emit(to == Ty.F32 ? Op.ToF32 : Op.ToF64, x)];
            case ("Round", 2) when method.Parameters[1].Type.Name == "MidpointRounding":
                return [Build.Emit(Rounding(x[1], at), x[0])];
            case ("Round", 2):
                return [RoundDigits(x[0], x[1], Op.Round, at)];
            case ("Round", 3):
                return [RoundDigits(x[0], x[1], Rounding(x[2], at), at)];
            default:
                return [Element(method.Name)];
        }

        Value Element(string name) => Elementwise.Of(this, at, name, x) is { } y && y.Type == x[0].Type && !name.StartsWith("Is", System.StringComparison.Ordinal) ? y : throw NoTensor(at, method);
    }

    /// <summary>The framework refuses a destination that overlaps an input but does not begin where that begins.</summary>
    private void RequireApart(Val.View input, Val.View destination, Value count, bool orSame = true)
    {
        if (input.Buffer != destination.Buffer || (orSame && input.Offset == destination.Offset))
        {
            return;
        }

        Value apart = Or(Build.Emit(Op.ILe, Add(input.Offset, count), destination.Offset), Build.Emit(Op.ILe, Add(destination.Offset, count), input.Offset));
        Require(orSame ? Or(apart, Build.Emit(Op.IEq, input.Offset, destination.Offset)) : apart, Overlapping);
    }
}
