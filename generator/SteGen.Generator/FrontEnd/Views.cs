using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>Arrays and spans: a view is a buffer, where it begins, and how long it is.</summary>
internal sealed partial class Lowering
{
    /// <summary>Lengths of arrays and spans, which are never negative.</summary>
    private readonly HashSet<Value> _lengths = [];

    /// <summary>Buffers that are parameters or allocations: two different ones do not share memory. Carried ones may.</summary>
    private readonly HashSet<Value> _roots = [];

    private Place ElementPlace(IOperation instance, IOperation index, IOperation at, bool isAssigned)
    {
        Val.View view = View(instance);
        if (index is IRangeOperation range)
        {
            Val.View part = Slice(view, range);
            return new Place.Temporary(instance.Type is IArrayTypeSymbol ? Copied(part) : part);
        }

        Value i = Index(index, view.Length);
        bool late = isAssigned && at is IArrayElementReferenceOperation;
        if (!late)
        {
            Build.Check(CheckKind.Index, i, view.Length);
        }

        return new Place.Element(view, Add(view.Offset, i), []) { Unchecked = late ? i : null };
    }

    /// <summary>An index from either end, as an int.</summary>
    private Value Index(IOperation index, Value length)
    {
        while (index is IConversionOperation conversion && index.Type is { Name: "Index" } type && Types.IsSystem(type))
        {
            index = conversion.Operand;
        }

        if (index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat)
        {
            return Subtract(length, Index(hat.Operand, length));
        }

        if (Types.Scalar(index.Type) is not { } scalar || !scalar.IsInteger())
        {
            throw Refuse(index, $"The index '{Refusals.Short(index.Syntax)}'", "index with an int, or with ^ in place");
        }

        Value value = Scalar(index);
        return value.Type == Ty.I32 ? value : Build.Emit(Op.ToI32, Build.Emit(Op.IMin, Build.Emit(Op.IMax, value, IntegerOf(Ty.I64, -1)), IntegerOf(Ty.I64, int.MaxValue)));
    }

    private Val.View Slice(Val.View view, IRangeOperation range)
    {
        Value start = range.LeftOperand is { } left ? Index(left, view.Length) : Int(0);
        Value end = range.RightOperand is { } right ? Index(right, view.Length) : view.Length;
        return Slice(view, start, Subtract(end, start));
    }

    private Val.View Slice(Val.View view, Value start, Value? count)
    {
        count ??= Subtract(view.Length, start);
        if (!(Is(start, 0) && count == view.Length))
        {
            Build.Check(CheckKind.Slice, start, count, view.Length);
        }

        _lengths.Add(count);
        return view.Part(Add(view.Offset, start), count);
    }

    // ---- elements

    /// <summary>The first leaf and the type of what a path leads to.</summary>
    private (int Leaf, ITypeSymbol Type) LeafOf(Place.Element e)
    {
        int leaf = 0;
        ITypeSymbol type = e.View.Element;
        foreach (int k in e.Path)
        {
            StructType parts = Types.Struct(type)!;
            for (int i = 0; i < k; i++)
            {
                leaf += Types.Shape(parts.Fields[i].Type)!.Leaves.Count;
            }

            type = parts.Fields[k].Type;
        }

        return (leaf, type);
    }

    private Val Load(Place.Element e)
    {
        (int leaf, ITypeSymbol type) = LeafOf(e);
        return LoadAs(type);

        Val LoadAs(ITypeSymbol part)
        {
            if (Types.Scalar(part) is null)
            {
                StructType parts = Types.Struct(part)!;
                return new Val.Struct(parts, [.. parts.Fields.Select(f => LoadAs(f.Type))]);
            }

            Value loaded = Build.Load(e.View.Buffer, e.Index, leaf++);
            return new Val.Scalar(e.View.IsStopped && loaded.Type.IsReal() ? Stopped(loaded) : loaded);
        }
    }

    private void Store(Place.Element e, Val value)
    {
        (int leaf, _) = LeafOf(e);
        foreach (Value v in Leaves(value))
        {
            Build.Store(e.View.Buffer, e.Index, v, leaf++);
        }
    }

    private Val ElementOf(Val.View view, Value index) => Load(new Place.Element(view, Add(view.Offset, index), []));

    // ---- new memory

    private Val.View Allocate(ITypeSymbol element, Value length, IOperation at, string? hint = null)
    {
        if (Types.Shape(element) is not { } shape)
        {
            throw element is IArrayTypeSymbol
                ? Refuse(at, "An array of arrays", "use one array and compute the index")
                : Refuse(at, $"An array of '{element.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'", "use numbers, or structs of numbers");
        }

        Value buffer = Build.Alloc(shape.Layout, length, hint);
        _roots.Add(buffer);
        _lengths.Add(length);
        return new Val.View(element, buffer, Int(0), length);
    }

    private Val NewArray(IArrayCreationOperation a)
    {
        if (a.DimensionSizes is not [var size] || TypeOf(a) is not IArrayTypeSymbol { Rank: 1, ElementType: var element })
        {
            throw Refuse(a, "An array of several dimensions", "use a one-dimensional array and compute the index");
        }

        Value length = a.Initializer is { } given ? Int(given.ElementValues.Length) : AsInt(Scalar(size));
        if (!IsConstant(length, out long known) || known < 0)
        {
            Build.Check(CheckKind.Length, length);
        }

        Val.View view = Allocate(element, length, a);
        return a.Initializer is { } initializer ? Filled(view, initializer.ElementValues) : view;
    }

    private Value AsInt(Value v) => v.Type == Ty.I64 ? Build.Emit(Op.ToI32, v) : v;

    private Val.View Filled(Val.View view, ImmutableArray<IOperation> elements)
    {
        for (int i = 0; i < elements.Length; i++)
        {
            Store(new Place.Element(view, Int(i), []), Expr(elements[i]));
        }

        return view;
    }

    /// <summary><c>stackalloc</c> has no public kind of operation; its parts are children.</summary>
    private Val? StackAlloc(IOperation o)
    {
        if (o.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.StackAllocArrayCreationExpressionSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.ImplicitStackAllocArrayCreationExpressionSyntax
            && compilation.GetSemanticModel(o.Syntax.SyntaxTree) is { } model)
        {
            Microsoft.CodeAnalysis.TypeInfo info = model.GetTypeInfo(o.Syntax, cancellation);
            ITypeSymbol? type = info.ConvertedType ?? info.Type;
            ITypeSymbol? element = Types.Element(type) ?? (info.Type as IPointerTypeSymbol)?.PointedAtType ?? Types.Element(info.Type);
            if (element is null || type is IPointerTypeSymbol)
            {
                return null;
            }

            element = Resolve(element);
            if (o.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.StackAllocArrayCreationExpressionSyntax { Initializer: { } initializer })
            {
                return StackFilled(initializer);
            }

            if (o.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ImplicitStackAllocArrayCreationExpressionSyntax { Initializer: var values })
            {
                return StackFilled(values);
            }

            if (o.ChildOperations.FirstOrDefault() is { } size)
            {
                Value length = AsInt(Scalar(size));
                if (!IsConstant(length, out long known) || known < 0)
                {
                    Build.Check(CheckKind.Length, length);
                }

                return Allocate(element, length, o);
            }

            Val StackFilled(Microsoft.CodeAnalysis.CSharp.Syntax.InitializerExpressionSyntax list)
            {
                Val.View view = Allocate(element, Int(list.Expressions.Count), o);
                return Filled(view, [.. list.Expressions.Select(e => model.GetOperation(e, cancellation) ?? throw Quiet())]);
            }
        }

        return null;
    }

    private Val Collection(ICollectionExpressionOperation c)
    {
        ITypeSymbol type = TypeOf(c);
        if (Types.Element(type) is not { } element)
        {
            throw Refuse(c, "A collection that is no array and no span", "use an array or a span");
        }

        return c.Elements.Any(e => e is ISpreadOperation) ? Spread(c, element) : Filled(Allocate(element, Int(c.Elements.Length), c), c.Elements);
    }

    /// <summary><c>[.. a, x]</c>: all parts are evaluated, then laid one behind the other.</summary>
    private Val.View Spread(ICollectionExpressionOperation c, ITypeSymbol element)
    {
        List<Val> parts = [];
        Value length = Int(0);
        foreach (IOperation e in c.Elements)
        {
            if (e is ISpreadOperation spread && !SymbolEqualityComparer.Default.Equals(spread.ElementType, spread.Operand.Type is { } type ? Types.Element(Resolve(type)) : null))
            {
                throw Refuse(spread, $"'{Refusals.Short(spread.Syntax)}'", "copy an array or a span of the same type");
            }

            Val part = e is ISpreadOperation s ? View(s.Operand) : Expr(e);
            parts.Add(part);
            length = Add(length, part is Val.View v && e is ISpreadOperation ? v.Length : Int(1));
        }

        Val.View all = Allocate(element, length, c);
        Value at = Int(0);
        for (int k = 0; k < parts.Count; k++)
        {
            if (c.Elements[k] is ISpreadOperation)
            {
                Val.View from = (Val.View)parts[k];
                CopyForward(from, all.Part(at, from.Length));
                at = Add(at, from.Length);
            }
            else
            {
                Store(new Place.Element(all, at, []), parts[k]);
                at = Add(at, Int(1));
            }
        }

        return all;
    }

    // ---- whole views

    private Val.View Copied(Val.View from)
    {
        Value buffer = Build.Alloc(from.Buffer.Layout!, from.Length);
        _roots.Add(buffer);
        Val.View to = new(from.Element, buffer, Int(0), from.Length);
        CopyForward(from, to);
        return to;
    }

    /// <summary>Copies all of a view to the beginning of another, as if through a buffer between: the two may overlap.</summary>
    private void Copy(Val.View from, Val.View to, IOperation at)
    {
        if (from.Length != to.Length)
        {
            Build.Add(new Inst(Op.Check, [Build.Emit(Op.ILe, from.Length, to.Length)], [])
            {
                Check = CheckKind.Throw,
                Text = "new global::System.ArgumentException(\"Destination is too short.\")",
            });
        }

        bool apart = from.Buffer != to.Buffer && _roots.Contains(from.Buffer) && _roots.Contains(to.Buffer);
        if (apart)
        {
            CopyForward(from, to);
        }
        else if (from.Buffer == to.Buffer)
        {
            // the end first where the target lies behind the source
            Value backward = Build.Emit(Op.ILt, from.Offset, to.Offset), last = Subtract(from.Length, Int(1));
            Build.For(from.Length, [], (k, _) =>
            {
                Value at = Build.Select(backward, Subtract(last, k), k);
                Store(new Place.Element(to, Add(to.Offset, at), []), ElementOf(from, at));
                return [];
            }, "k");
        }
        else
        {
            CopyForward(Copied(from), to);
        }
    }

    private void CopyForward(Val.View from, Val.View to) => Build.For(from.Length, [], (k, _) =>
    {
        Store(new Place.Element(to, Add(to.Offset, k), []), ElementOf(from, k));
        return [];
    }, "k");

    private void Fill(Val.View view, Val value) => Build.For(view.Length, [], (k, _) =>
    {
        Store(new Place.Element(view, Add(view.Offset, k), []), value);
        return [];
    }, "k");

    private static void Clear(Val.View view) => Build.Clear(view.Buffer, view.Offset, view.Length);
}
