using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

internal sealed partial class Lowering
{
    private readonly List<(ILabelSymbol Label, Target Target)> _labels = [];

    /// <summary>One loop while it is lowered.</summary>
    /// <param name="Source">The C# loop, or the block or switch that is one because of its jumps.</param>
    /// <param name="Count">How often, for a counted loop; null for one with a test.</param>
    /// <param name="Index">What the index is called.</param>
    /// <param name="Condition">Evaluated before each iteration; in a counted loop a further condition, whose failing leaves the loop.</param>
    /// <param name="Enter">Sets the user's loop variable from the index.</param>
    /// <param name="Body">One iteration.</param>
    /// <param name="Bottom">What <c>for</c> does after it.</param>
    private sealed record LoopForm(
        IOperation Source, Value? Count, string Index, IOperation? Condition, Action<Value?>? Enter, IOperation Body, IReadOnlyList<IOperation> Bottom)
    {
        /// <summary>The test comes after the body.</summary>
        public bool TestsLast { get; init; }

        /// <summary>Loops until the condition holds.</summary>
        public bool Until { get; init; }

        /// <summary>Where break leads to.</summary>
        public ILabelSymbol? ExitLabel => (Source as ILoopOperation)?.ExitLabel;

        /// <summary>Where a jump begins the next iteration.</summary>
        public IReadOnlyList<ILabelSymbol> ContinueLabels { get; init; } = Source is ILoopOperation loop ? [loop.ContinueLabel] : [];

        /// <summary>One iteration of a loop that jumps make: it goes on only by a jump.</summary>
        public Func<Flow>? Run { get; init; }

        /// <summary>A test that stands nowhere in the text.</summary>
        public Func<Value>? MovesOn { get; init; }
    }

    private Flow ForEach(IForEachLoopOperation f)
    {
        IOperation collection = f.Collection;
        while (collection is IConversionOperation { OperatorMethod: null } conversion && (Types.Element(conversion.Operand.Type) is not null || IsText(conversion.Operand)))
        {
            collection = conversion.Operand;
        }

        if (collection.Type is null || (Types.Element(Resolve(collection.Type)) is null && !IsText(collection)))
        {
            return Enumerate(f) ?? throw Refuse(collection, $"'foreach' over '{Refusals.Short(collection.Syntax)}'", "loop over an array or a span");
        }

        Val.View view = View(collection);
        ILocalSymbol? local = f.LoopControlVariable is IVariableDeclaratorOperation d ? d.Symbol : null;
        return Loop(new LoopForm(f, view.Length, "i", null, Enter, f.Body, []));

        void Enter(Value? index)
        {
            Place.Element element = new(view, Add(view.Offset, index!), []);
            if (local is { RefKind: not RefKind.None })
            {
                Set(local, new Val.Reference(element));
            }
            else
            {
                Bind(f, local, view.Element, Read(element, f.Collection));
            }
        }
    }

    private void Bind(IForEachLoopOperation f, ILocalSymbol? local, ITypeSymbol element, Val value)
    {
        if (local is null)
        {
            Deconstruct(LeftOf(f.LoopControlVariable), null, value);
            return;
        }

        // foreach (double x in floats) converts
        Set(local, Named(value is Val.Scalar s ? new Val.Scalar(Convert(s.V, element, Resolve(local.Type), f.Collection)) : value, local.Name));
    }

    /// <summary>Over a struct that moves on by itself: <c>GetEnumerator</c> with source, <c>MoveNext</c> and <c>Current</c>; null where it is none.</summary>
    private Flow? Enumerate(IForEachLoopOperation f)
    {
        if (f.Syntax is not CommonForEachStatementSyntax syntax || f.SemanticModel?.GetForEachStatementInfo(syntax) is not { GetEnumeratorMethod: { IsExtensionMethod: false } begin, MoveNextMethod: { } next, CurrentProperty: { } current }
            || Types.Struct(Resolve(begin.ReturnType)) is null || _bodies.Find(begin, cancellation) is null)
        {
            return null;
        }

        Target enumerator = new("enumerator");
        Set(enumerator, Call(f, begin, PlaceOf(f.Collection), []) ?? throw Quiet());
        Place place = new Place.Variable(enumerator, []);
        ILocalSymbol? local = f.LoopControlVariable is IVariableDeclaratorOperation d ? d.Symbol : null;
        Flow flow = Loop(new LoopForm(f, null, "", null, Enter, f.Body, [])
        {
            MovesOn = () => Call(f, next, place, []) is Val.Scalar { V: var more } ? more : throw Quiet(),
        });
        _env.Remove(enumerator);
        return flow;

        void Enter(Value? index)
        {
            Place item = PropertyOf(place, current, [], f);
            if (local is { RefKind: not RefKind.None })
            {
                Set(local, new Val.Reference(item));
            }
            else
            {
                Bind(f, local, Resolve(current.Type), Read(item, f));
            }
        }
    }

    /// <summary>A string of the surroundings: a span of characters.</summary>
    private static bool IsText(IOperation o) => o is { Type.SpecialType: SpecialType.System_String } and (ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation);

    private Flow While(IWhileLoopOperation w) => Loop(new LoopForm(w, null, "", w.Condition, null, w.Body, [])
    {
        TestsLast = !w.ConditionIsTop,
        Until = w.ConditionIsUntil,
    });

    private Flow For(IForLoopOperation f)
    {
        foreach (IOperation before in f.Before)
        {
            Statement(before);
        }

        if (Counted.Find(f, Assigned(f.Body)) is not { } counted || _env[counted.Variable] is not Val.Scalar { V: { Type: Ty.I32 } start })
        {
            return Loop(new LoopForm(f, null, "", f.Condition, null, f.Body, f.AtLoopBottom));
        }

        Value limit = Scalar(counted.Limit);
        foreach ((IOperation term, bool isSubtracted) in counted.Added)
        {
            limit = isSubtracted ? Add(limit, Scalar(term)) : Subtract(limit, Scalar(term));
        }

        int size = Math.Abs(counted.Step);
        Value span = counted.Step > 0 ? Subtract(limit, start) : Subtract(start, limit);
        int round = (counted.Inclusive ? 1 : 0) + size - 1;
        Value count = Add(span, Int(round));
        count = size == 1 ? count : Build.Emit(Op.IDiv, count, Int(size));

        // a count is never negative: it becomes the length of a tape, and a factor in closed forms; of lengths it is known anyway
        if (IsConstant(count, out long known))
        {
            count = Int((int)Math.Max(known, 0));
        }
        else if (!(Is(start, 0) && size == 1 && !counted.Inclusive && _lengths.Contains(limit)))
        {
            count = Build.Emit(Op.IMax, count, Int(0));
        }

        // it is computed from the index, not carried
        _env.Remove(counted.Variable);
        return Loop(new LoopForm(f, count, counted.Variable.Name, counted.Further, Enter, f.Body, counted.Bottom));

        void Enter(Value? index)
        {
            Value i = Add(start, Multiply(index!, Int(counted.Step)));
            i.Hint ??= counted.Variable.Name;
            Set(counted.Variable, new Val.Scalar(i));
        }
    }
}
