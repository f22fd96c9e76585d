using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>Which methods of arrays and spans are operations on views.</summary>
internal static class Spans
{
    public static bool IsKnown(IMethodSymbol method) => method.ContainingType is { } type && Types.IsSystem(type) && type.Name is "Span" or "ReadOnlySpan" or "MemoryExtensions" or "Array"
        && Types.IsSystem(method.ContainingType);
}

internal sealed partial class Lowering
{
    private Val? SpanMethod(IInvocationOperation i)
    {
        IMethodSymbol method = i.TargetMethod;
        ImmutableArray<IOperation> operands = [.. i.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0).Select(a => a.Value)];
        if (i.Instance is { } instance)
        {
            operands = operands.Insert(0, instance);
        }

        bool isArray = method.ContainingType.Name == "Array";
        switch (method.Name, operands.Length)
        {
            case ("Slice" or "AsSpan", 1):
                return View(operands[0]);
            case ("Slice" or "AsSpan", 2):
                Val.View whole = View(operands[0]);
                return operands[1] is IRangeOperation range ? Slice(whole, range) : Slice(whole, Index(operands[1], whole.Length), null);
            case ("Slice" or "AsSpan", 3):
                Val.View from = View(operands[0]);
                Value start = Scalar(operands[1]);
                return Slice(from, start, Scalar(operands[2]));
            case ("ToArray", 1):
                return Copied(View(operands[0]));
            case ("CopyTo", 2):
                Val.View source = View(operands[0]);
                Copy(source, Writable(View(operands[1]), i), i);
                return Nothing;
            case ("CopyTo", 3) when isArray:
                Val.View all = View(operands[0]), target = Writable(View(operands[1]), i);
                Copy(all, Slice(target, Scalar(operands[2]), null), i);
                return Nothing;
            case ("Copy", 3) when isArray:
                Val.View a = View(operands[0]), b = Writable(View(operands[1]), i);
                Value count = AsInt(Scalar(operands[2]));
                Copy(Slice(a, Int(0), count), Slice(b, Int(0), count), i);
                return Nothing;
            case ("Copy", 5) when isArray:
                Val.View c = View(operands[0]);
                Value at = AsInt(Scalar(operands[1]));
                Val.View d = Writable(View(operands[2]), i);
                Value to = AsInt(Scalar(operands[3])), number = AsInt(Scalar(operands[4]));
                Copy(Slice(c, at, number), Slice(d, to, number), i);
                return Nothing;
            case ("Clear", 1):
                Clear(Writable(View(operands[0]), i));
                return Nothing;
            case ("Clear", 3) when isArray:
                Val.View cleared = Writable(View(operands[0]), i);
                Value first = Scalar(operands[1]);
                Clear(Slice(cleared, first, Scalar(operands[2])));
                return Nothing;
            case ("Clone", 1) when isArray:
                return Copied(View(operands[0]));
            case ("Reverse", 1):
                Reverse(Writable(View(operands[0]), i));
                return Nothing;
            case ("Fill", 2):
                Val.View filled = Writable(View(operands[0]), i);
                Fill(filled, Expr(operands[1]));
                return Nothing;
            case ("Fill", 4) when isArray:
                Val.View array = Writable(View(operands[0]), i);
                Val content = Expr(operands[1]);
                Value begin = AsInt(Scalar(operands[2]));
                Fill(Slice(array, begin, AsInt(Scalar(operands[3]))), content);
                return Nothing;
            case ("GetLength", 2) when isArray && operands[1].ConstantValue is { HasValue: true, Value: 0 }:
                return new Val.Scalar(View(operands[0]).Length);
            case ("TryCopyTo", _):
                throw Refuse(i, "'TryCopyTo'", "use CopyTo");
            default:
                throw Refuse(i, $"'{method.ContainingType.Name}.{method.Name}'", "write a loop");
        }
    }

    private void Reverse(Val.View view) => Build.For(Build.Emit(Op.IShr, view.Length, Int(1)), [], (k, _) =>
    {
        Value last = Subtract(Subtract(view.Length, Int(1)), k);
        Val front = ElementOf(view, k), back = ElementOf(view, last);
        Store(new Place.Element(view, Add(view.Offset, k), []), back);
        Store(new Place.Element(view, Add(view.Offset, last), []), front);
        return [];
    }, "k");

    private static Val Nothing { get; } = new Val.Struct(s_nothing, []);

    private Val.View Writable(Val.View view, IOperation at) =>
        _shared.Contains(view.Buffer) ? throw Fail("STG0105", at.Syntax, view.Buffer.Hint ?? at.Syntax.ToString()) : view;

    /// <summary><c>new Span&lt;T&gt;(array)</c>, with a start and a length or without.</summary>
    private Val NewSpan(IObjectCreationOperation c, ITypeSymbol type)
    {
        if (c.Arguments.IsEmpty)
        {
            return Zero(type, c.Syntax);
        }

        if (Types.Element(c.Arguments[0].Value.Type) is null)
        {
            throw Refuse(c, "A span of anything but an array", "make a span of an array, or use stackalloc");
        }

        ImmutableArray<IOperation> operands = [.. c.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0).Select(a => a.Value)];
        Val.View view = View(operands[0]);
        return operands.Length == 3 ? Slice(view, Scalar(operands[1]), Scalar(operands[2])) : view;
    }
}
