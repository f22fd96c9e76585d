using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;

namespace SteGen.Generator;

internal sealed partial class Lowering
{
    /// <summary>The model of the root method; null where there are problems, or the C# compiler has some.</summary>
    public MethodModel? Root(Request request, ImmutableArray<ITypeSymbol> typeArguments)
    {
        if (_bodies.Find(root, cancellation) is not { } body || body.HasErrors || body.Block is not { } block)
        {
            HasErrors = true;
            return null;
        }

        _recursion.Begin(request.Prefix + Declarations.Distinction(root, typeArguments));
        _frame = new Frame(body, null, new([]));
        for (int k = 0; k < typeArguments.Length; k++)
        {
            _frame.TypeArguments[root.TypeParameters[k]] = typeArguments[k];
        }

        int origin = Build.Origin;
        Build.Origin = -1;
        try
        {
            return Build.In(_function.Body, () => Whole(request, body, block, typeArguments));
        }
        catch (Refusal refusal)
        {
            Report(refusal.Problem);
            return null;
        }
        finally
        {
            Build.Origin = origin;
        }
    }

    private MethodModel? Whole(Request request, BoundBody body, IBlockOperation block, ImmutableArray<ITypeSymbol> typeArguments)
    {
        DeclareParameters(request);
        _frame.ReturnType = root.ReturnsVoid ? null : Resolve(root.ReturnType);
        Shape? result = ReturnShape();
        if (_problems.Count > 0 || IsQuiet)
        {
            // a body without sound parameters would only repeat what is said already
            return null;
        }

        Val? thisBefore = _frame.This is Place.Variable v ? _env[v.Key] : null;
        Val returned = Returned(body, block);
        if (_frame.This is Place.Variable self && !Same(thisBefore!, _env[self.Key]))
        {
            throw Fail("STG0105", block.Syntax, "this");
        }

        if (_problems.Count > 0 || IsQuiet)
        {
            return null;
        }

        Yield(returned, result);
        foreach (RefKind kind in new[] { RefKind.Out, RefKind.Ref })
        {
            foreach (IParameterSymbol p in body.Method.Parameters.Where(p => p.RefKind == kind && Types.Shape(Resolve(p.Type)) is not null))
            {
                Yield(Variable(p, block.Syntax), Types.Shape(Resolve(p.Type)));
            }
        }

        _function.Body.Body.InsertRange(0, _prologue.Body);
        if (ResolveViews.Run(_function) is { } unresolved)
        {
            throw Unresolved(unresolved, block);
        }

        _recursion.Settle(_function);
        foreach (Lowering inner in _recursion.All.Select(p => p.Lowering).Append(this))
        {
            inner.CheckSpans(block);
            inner.CheckProcedureCalls(block);
            inner.CheckCalls(block, inner == this ? Ends.Of(_function, _parameters).Inputs : inner._function.Body.Params.Where(p => p.Type.IsReal() || (p.Layout?.Leaves.Any(l => l.Type.IsReal()) ?? false)));
        }

        foreach (FrontEndProblem problem in _recursion.All.SelectMany(p => p.Lowering.Problems))
        {
            Report(problem);
        }

        if ((request.Emit & ~(Members.Forward | Members.Jvp)) != 0)
        {
            CheckForgotten(block);
        }

        if (_problems.Count > 0)
        {
            return null;
        }

        MethodModel model = Model(request, typeArguments, result);
        CheckOrders(model, block);
        return _problems.Count > 0 ? null : model;
    }

    /// <summary>A method that says what its gradient is has that gradient here too, as a call of it has.</summary>
    private Val Returned(BoundBody body, IBlockOperation block)
    {
        ImmutableArray<Val> arguments = [.. body.Method.Parameters.Select(p => p.RefKind is RefKind.Ref or RefKind.Out ? new Val.Reference(new Place.Variable(p, [])) : _env[p])];
        if (Attributes.Find(root, "StraightThroughAttribute") is { } straightThrough)
        {
            _frame = new Frame(new BoundBody(root, body.Root, body.Syntax), null, new([])) { This = _frame.This, ReturnType = _frame.ReturnType };
            return StraightThroughOf(body.Root, root, straightThrough, _frame.This, arguments);
        }

        return CustomCall(body.Root, root, arguments, out Val? result) ? result! : Body(body.Method, block) ?? Nothing;
    }

    private Shape? ReturnShape()
    {
        if (_frame.ReturnType is not { } type)
        {
            return null;
        }

        if (type.TypeKind == TypeKind.Error)
        {
            throw Quiet();
        }

        return Types.Shape(type) ?? throw new Refusal(new("STG0103", root.Locations.First(), [root.Name, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)]));
    }

    private void Yield(Val value, Shape? shape)
    {
        if (shape is not null)
        {
            _function.Body.Yields.AddRange(Leaves(value));
        }
    }

    private SyntaxNode NodeOf(Inst inst, IOperation fallback) => (uint)inst.Origin < (uint)_nodes.Count ? _nodes[inst.Origin] : fallback.Syntax;

    private Refusal Unresolved(ResolveViews.Obstacle obstacle, IOperation block) => Fail(
        "STG0101", NodeOf(obstacle.Inst, block), $"'{Refusals.Short(NodeOf(obstacle.Inst, block))}'", obstacle.Reason);

    /// <summary>Arrays and spans that are used otherwise than their declarations say. Now every memory operation names its buffer.</summary>
    private void CheckSpans(IOperation block)
    {
        foreach (Inst inst in _function.All())
        {
            if (inst.Op == Op.Call)
            {
                CheckWrites(inst, block);
            }

            if (inst.Op is not (Op.Store or Op.Accumulate or Op.Clear))
            {
                continue;
            }

            Value buffer = inst.Args[0];
            if (_shared.Contains(buffer))
            {
                Report(Fail("STG0105", NodeOf(inst, block), buffer.Hint ?? "it").Problem);
            }

            if (_spans.TryGetValue(buffer, out (IParameterSymbol? Symbol, ParameterKind Kind) span))
            {
                CheckWrite(inst, buffer, span, block);
            }
        }

        CheckReads(block);
    }

    /// <summary>Results that are read as the caller left them.</summary>
    private void CheckReads(IOperation block)
    {
        List<Value> results = [.. _spans.Where(s => s.Value.Kind == ParameterKind.ResultSpan).Select(s => s.Key)];
        if (results.Count == 0)
        {
            return;
        }

        HashSet<(Inst, Value)> found = FirstReads.Of(_function, results, _recursion.ReadsFirst);
        foreach (Inst inst in _function.All())
        {
            foreach (Value buffer in results.Where(b => found.Contains((inst, b))))
            {
                Report(Fail("STG0110", NodeOf(inst, block), _spans[buffer].Symbol!.Name, "the body reads what the caller put there: mark it [InOut], or declare a ReadOnlySpan where it is never written").Problem);
            }
        }
    }

    private void CheckWrites(Inst inst, IOperation block)
    {
        int at = 0;
        foreach (CalleeParameter p in inst.Callee!.Parameters)
        {
            if (p.Kind == CalleeParameterKind.WrittenSpan && _spans.TryGetValue(inst.Args[at], out (IParameterSymbol? Symbol, ParameterKind Kind) span))
            {
                CheckWrite(inst, inst.Args[at], span, block);
            }

            at += p.Operands;
        }
    }

    private void CheckWrite(Inst inst, Value buffer, (IParameterSymbol? Symbol, ParameterKind Kind) span, IOperation block)
    {
        if (span.Kind == ParameterKind.InputSpan)
        {
            Report(Fail("STG0110", NodeOf(inst, block), span.Symbol!.Name, "the body writes an array that is an input: mark it [InOut], or take a Span as a result").Problem);
        }
        else if (span.Kind == ParameterKind.Field)
        {
            Report(Fail("STG0105", NodeOf(inst, block), buffer.Hint ?? "it").Problem);
        }
    }

    /// <summary>A backward does not see result spans without reals: their lengths may be checked, and nothing else.</summary>
    private void CheckForgotten(IOperation block)
    {
        foreach (KeyValuePair<Value, (IParameterSymbol? Symbol, ParameterKind Kind)> span in _spans)
        {
            if (span.Value.Kind != ParameterKind.ResultSpan || span.Key.Layout!.Leaves.Any(l => l.Type.IsReal()))
            {
                continue;
            }

            Function rest = Cloner.Clone(_function, out Cloner cloner);
            Value length = cloner[_function.LengthOf[span.Key]];
            ForgetLengths.Run(rest, [length]);
            LocalizeResults.Run(rest, [cloner[span.Key]]);
            Simplify.Run(rest);
            if (rest.All().FirstOrDefault(i => i.Args.Contains(length)) is { } use)
            {
                Report(Fail("STG0101", NodeOf(use, block), $"'{span.Value.Symbol!.Name}.Length'", "a backward does not get a result span without reals; take the length from another parameter").Problem);
            }
        }
    }

    /// <summary>A call that has a backward of its own, and nothing from which forward mode could go through it, or through that backward.</summary>
    private void CheckOrders(MethodModel model, IOperation block)
    {
        List<Inst> calls = [.. _recursion.All.Select(p => p.Lowering).Append(this).SelectMany(l => l._function.All()).Where(i => i is { Op: Op.Call, Callee: { Procedure: null, Backward: not null } })];
        if (calls.Count == 0 || Pipeline.Unreachable(model) is not (not Members.None and var members))
        {
            return;
        }

        bool isFirst = (members & Members.Jvp) != 0;
        Inst call = calls.FirstOrDefault(c => !isFirst || c.Callee!.Jvp is null) ?? calls[0];
        string callee = call.Callee!.Method.Split('.').Last();
        Report(new("STG0108", NodeOf(call, block).GetLocation(), [root.Name, isFirst
            ? $"forward mode through '{callee}' needs a method of its own, 'Jvp = …' in its [CustomGradient]"
            : $"'{callee}' has a backward of its own, which is not differentiated again"]));
    }

    private MethodModel Model(Request request, ImmutableArray<ITypeSymbol> typeArguments, Shape? result)
    {
        INamedTypeSymbol type = root.ContainingType;
        return new MethodModel
        {
            HintName = Declarations.HintName(root, root.Parameters.Select(p => Resolve(p.Type))),
            Name = root.Name,
            Prefix = request.Prefix,
            Namespace = type.ContainingNamespace.IsGlobalNamespace ? null : string.Join(".", type.ContainingNamespace.ToDisplayString().Split('.').Select(Identifier)),
            TypeHeaders = Declarations.TypeHeaders(type),
            Cref = Declarations.Cref(root),
            Accessibility = Declarations.Access(root.DeclaredAccessibility),
            IsStatic = root.IsStatic,
            Emit = request.Emit,
            Parameters = new(_parameters),
            Return = result,
            Body = FunctionCode.Encode(_function),
            Procedures = _recursion.Models(),
            TakenNames = Declarations.TakenNames(type, request.Prefix, _bodies),
            Declared = Declarations.Declared(type, request.Prefix),
            Distinction = Declarations.Distinction(root, typeArguments),
        };
    }
}
