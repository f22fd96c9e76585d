using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms;

namespace SteGen.Generator;

/// <summary>A method that calls itself: its body becomes a function of its own, and calls of it stay calls.</summary>
internal sealed partial class Lowering
{
    /// <summary>What a procedure is given: a parameter, a variable that it captures, the instance.</summary>
    /// <param name="Key">Under which the body finds it.</param>
    /// <param name="Value">What the caller passes; null for <c>out</c>.</param>
    /// <param name="Place">Where the caller wants the value at the end; null where it is passed by value.</param>
    private sealed record Binding(object Key, Val? Value, Place? Place, string Name, ITypeSymbol? Type);

    /// <summary>A call of a method that is known to be recursive, or a note that it is.</summary>
    private Val? Recursive(IOperation at, IMethodSymbol method, IMethodSymbol definition, BoundBody body, IBlockOperation block, Frame? home, Place? instance, ImmutableArray<Val> arguments)
    {
        Frame frame = new(body, null, new([]));
        foreach (KeyValuePair<ITypeParameterSymbol, ITypeSymbol> argument in home?.TypeArguments ?? [])
        {
            frame.TypeArguments[argument.Key] = argument.Value;
        }

        BindTypes(frame, method);
        if (definition.ReturnsByRef || definition.ReturnsByRefReadonly)
        {
            throw Refuse(at, $"The recursive call of '{method.Name}', which returns a reference,", "return the value");
        }

        List<Binding> bindings = [.. Captured(at, definition, block, home is not null, arguments)];
        if (instance is not null && Read(instance, at) is var self)
        {
            bindings.Add(new Binding(instance is Place.Variable { Path.IsEmpty: true } v ? v.Key : new Target("this"), self, null, "self", null));
            frame.This = self is Val.Constant ? instance : new Place.Variable(bindings[bindings.Count - 1].Key, []);
        }

        for (int k = 0; k < definition.Parameters.Length; k++)
        {
            IParameterSymbol p = definition.Parameters[k];
            Place? place = arguments[k] is Val.Reference r && p.RefKind is RefKind.Ref or RefKind.Out ? r.Place : null;
            bindings.Add(new Binding(p, p.RefKind == RefKind.Out ? null : Deref(arguments[k], at), place, p.Name, ResolveIn(frame, p.Type)));
        }

        Apart(at, method, bindings);
        ITypeSymbol? returns = definition.ReturnsVoid ? null : ResolveIn(frame, definition.ReturnType);
        Procedure procedure = ProcedureFor(at, method, definition, block, frame, home is not null, bindings, returns);
        return Called(at, procedure, bindings, returns);
    }

    private Val Called(IOperation at, Procedure procedure, List<Binding> bindings, ITypeSymbol? returns)
    {
        List<Value> operands = [], results = [.. ProcedureSignature.Results(procedure.Callee).Select(t => new Value(t))];
        foreach (Binding b in bindings.Where(b => b.Value is not null))
        {
            Leaves(b.Value!, operands);
        }

        Build.Add(new Inst(Op.Call, operands, results) { Callee = procedure.Callee });
        Queue<Value> left = new(results);
        Val result = returns is null ? Nothing : Shaped(returns, left, at);
        foreach (Binding b in bindings.Where(b => b.Place is not null))
        {
            Write(b.Place!, Shaped(b.Type!, left, at), at);
        }

        return result;
    }

    private ITypeSymbol ResolveIn(Frame frame, ITypeSymbol type)
    {
        Frame caller = _frame;
        _frame = frame;
        try
        {
            return Resolve(type);
        }
        finally
        {
            _frame = caller;
        }
    }

    private Procedure ProcedureFor(
        IOperation at, IMethodSymbol method, IMethodSymbol definition, IBlockOperation block, Frame frame, bool isLocal, List<Binding> bindings, ITypeSymbol? returns)
    {
        string key = $"{method.ToDisplayString()} {definition.Locations.FirstOrDefault()?.SourceSpan} ({string.Join(";", bindings.Select(b => Kind(at, b)))}) {string.Join(",", _marked.Keys)}";
        if (_recursion.Find(key) is { } known)
        {
            return known;
        }

        if (_recursion.IsFull)
        {
            throw Refuse(at, $"The recursive call of '{method.Name}' with another object or function each time", "keep what differs in arrays, and pass an index");
        }

        List<CalleeParameter> inputs = [];
        foreach (Binding b in bindings.Where(b => b.Value is not null))
        {
            Parameters(b.Value!, inputs);
        }

        List<Ty> results = [];
        foreach (ITypeSymbol type in (returns is null ? [] : new[] { returns }).Concat(bindings.Where(b => b.Place is not null).Select(b => b.Type!)))
        {
            results.AddRange((Types.Shape(type) ?? throw Refuse(at, $"The recursive call of '{method.Name}', which returns '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}',",
                "return numbers and structs of numbers, and write arrays into a Span parameter")).Leaves.Select(l => l.Type));
        }

        Lowering inner = new(compilation, root, cancellation, _recursion);
        string name = _recursion.Name(definition);
        Procedure procedure = new(ProcedureSignature.Of(name, name, inputs, results), inner);
        _recursion.Add(key, procedure);
        inner.LowerProcedure(definition, block, frame, isLocal, bindings, this);
        foreach (FrontEndProblem problem in inner.Problems)
        {
            Report(problem);
        }

        IsQuiet |= inner.IsQuiet;
        HasErrors |= inner.HasErrors;
        return procedure;
    }

    private void LowerProcedure(IMethodSymbol definition, IBlockOperation block, Frame frame, bool isLocal, List<Binding> bindings, Lowering caller)
    {
        _frame = frame;
        frame.ReturnType = definition.ReturnsVoid ? null : Resolve(definition.ReturnType);
        if (isLocal)
        {
            foreach (KeyValuePair<IMethodSymbol, (IBlockOperation Body, Frame Frame)> local in caller._localFunctions)
            {
                _localFunctions[local.Key] = local.Value;
            }
        }

        int origin = Build.Origin;
        Build.Origin = -1;
        try
        {
            Build.In(_function.Body, () =>
            {
                foreach (Binding b in bindings)
                {
                    Val value = b.Value is null ? Val.Undefined : Given(b.Value, b.Name);
                    if (b.Key is string marked)
                    {
                        _marked[marked] = value;
                    }
                    else
                    {
                        Set(b.Key, value);
                    }
                }

                Val? before = frame.This is Place.Variable self ? _env[self.Key] : null;
                Val returned = Body(definition, block) ?? Nothing;
                if (before is not null && !Same(before, _env[((Place.Variable)frame.This!).Key]))
                {
                    throw Fail("STG0105", block.Syntax, "this");
                }

                if (_problems.Count > 0 || IsQuiet)
                {
                    return;
                }

                if (frame.ReturnType is not null)
                {
                    Leaves(returned, _function.Body.Yields);
                }

                foreach (Binding b in bindings.Where(b => b.Place is not null))
                {
                    Leaves(Variable(b.Key, block.Syntax), _function.Body.Yields);
                }

                _function.Body.Body.InsertRange(0, _prologue.Body);
                if (ResolveViews.Run(_function) is { } unresolved)
                {
                    throw Unresolved(unresolved, block);
                }
            });
        }
        catch (Refusal refusal)
        {
            Report(refusal.Problem);
        }
        finally
        {
            Build.Origin = origin;
        }
    }

    /// <summary>A parameter of the procedure for each leaf of what it is given; what is no number it is given as it is.</summary>
    private Val Given(Val like, string name)
    {
        switch (like)
        {
            case Val.View view:
                Value buffer = new(Ty.Buffer, name) { Layout = view.Buffer.Layout }, length = new(Ty.I32, name + "Length");
                _function.Body.Params.AddRange([buffer, length]);
                _function.LengthOf[buffer] = length;
                _lengths.Add(length);
                _roots.Add(buffer);
                return new Val.View(view.Element, buffer, Int(0), length, view.IsStopped);
            case Val.Struct parts:
                return new Val.Struct(parts.Type, [.. parts.Fields.Select((f, k) => Given(f, name + Capital(parts.Type.Fields[k].Name)))]);
            case Val.Scalar scalar:
                Value v = new(scalar.V.Type, name);
                _function.Body.Params.Add(v);
                return new Val.Scalar(v);
            default:
                return like;
        }
    }

    private static void Parameters(Val value, List<CalleeParameter> into)
    {
        switch (value)
        {
            case Val.View v:
                ElementLayout layout = v.Buffer.Layout!;
                Ty type = layout.Leaves.Select(l => l.Type).Where(t => t.IsReal()).Append(Ty.I32).First();
                into.Add(new CalleeParameter(CalleeParameterKind.InputSpan, type, layout.TypeText) { IsConstant = v.IsStopped });
                break;
            case Val.Struct s:
                foreach (Val field in s.Fields)
                {
                    Parameters(field, into);
                }

                break;
            case Val.Scalar s:
                into.Add(new CalleeParameter(CalleeParameterKind.Scalar, s.V.Type, s.V.Type.Keyword()));
                break;
        }
    }

    /// <summary>One body serves all calls whose arguments are of these kinds.</summary>
    private static string Kind(IOperation at, Binding b) => (b.Place is null ? "" : "ref ") + Kind(at, b.Value);

    private static string Kind(IOperation at, Val? value) => value switch
    {
        null => "out",
        Val.Scalar s => s.V.Type.ToString(),
        Val.Struct s => "(" + string.Join(",", s.Fields.Select(f => Kind(at, f))) + ")",
        Val.View v => $"{(v.IsStopped ? "stopped " : "")}{v.Buffer.Layout!.TypeText}[]",
        Val.Constant c => c.Text,
        Val.Function f => $"{f.Method.ToDisplayString()} {f.Body?.Syntax.SpanStart}",
        _ => throw Quiet(),
    };

    /// <summary>Variables of the methods around that a local function, or a lambda among the arguments, reads; and marked fields.</summary>
    private IEnumerable<Binding> Captured(IOperation at, IMethodSymbol definition, IBlockOperation block, bool isLocal, ImmutableArray<Val> arguments)
    {
        HashSet<object> found = new(s_keys);
        Stack<IOperation> open = new(isLocal ? [block] : []);
        foreach (Val.Function f in arguments.OfType<Val.Function>().Where(f => f.Body is not null))
        {
            open.Push(f.Body!);
            if (!f.Captured.IsEmpty)
            {
                throw Refuse(at, $"The recursive call of '{definition.Name}' with a function that another method returned", "write the lambda where it is called");
            }
        }

        foreach ((IOperation code, ISymbol symbol, Val value) in VariablesAround(open))
        {
            bool isOwn = definition.Parameters.Contains(symbol, SymbolEqualityComparer.Default);
            if (isOwn && code == block)
            {
                continue;
            }

            if (isOwn)
            {
                throw Refuse(at, $"The recursive call of '{definition.Name}' with a function that captures '{symbol.Name}'", "pass the value beside the function");
            }

            if (AssignedIn(code).Contains(symbol))
            {
                throw Refuse(at, $"The recursive call of '{definition.Name}', which writes '{symbol.Name}' of the method around it,", "pass it by ref, or return it");
            }

            if (value is Val.Function { Body: { } inner })
            {
                open.Push(inner);
            }

            found.Add(symbol);
        }

        foreach (ISymbol symbol in found.OfType<ISymbol>().OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            Val value = Deref(_env[symbol], at);
            yield return new Binding(symbol, value == Val.Poison ? throw Quiet() : value, null, symbol.Name, null);
        }

        foreach (KeyValuePair<string, Val> marked in _marked)
        {
            yield return new Binding(marked.Key, marked.Value, null, marked.Key.TrimStart('_'), null);
        }
    }

    private static bool IsDeclaredIn(ISymbol symbol, IOperation code) =>
        symbol.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == code.Syntax.SyntaxTree && code.Syntax.Span.Contains(r.Span));

    /// <summary>Two references to what may be one variable are two variables in a procedure.</summary>
    private static void Apart(IOperation at, IMethodSymbol method, List<Binding> bindings)
    {
        List<Place> places = [.. bindings.Select(b => b.Place).OfType<Place>()];
        for (int i = 0; i < places.Count; i++)
        {
            bool meets = places.Skip(i + 1).Any(p => (p, places[i]) switch
            {
                (Place.Variable x, Place.Variable y) => s_keys.Equals(x.Key, y.Key),
                (Place.Element x, Place.Element y) => x.View.Buffer == y.View.Buffer,
                _ => false,
            }) || (places[i] is Place.Element e && bindings.Any(b => b.Value is Val.View v && v.Buffer == e.View.Buffer));
            if (meets)
            {
                throw Refuse(at, $"The recursive call of '{method.Name}' with two references to one variable or array", "pass the array once, and indices");
            }
        }
    }

    /// <summary>Calls of procedures, once it is known what these write.</summary>
    private void CheckProcedureCalls(IOperation block)
    {
        foreach (Inst call in Recursion.Calls(_function))
        {
            List<(int Parameter, Value Buffer)> spans = [.. Recursion.Spans(call)];
            if (spans.Any(s => call.Callee!.Parameters[s.Parameter].Kind == CalleeParameterKind.WrittenSpan && spans.Count(t => t.Buffer == s.Buffer) > 1))
            {
                Report(Fail("STG0101", NodeOf(call, block), "A recursive call that is passed one array twice and writes it", "pass the array once, with the places in it").Problem);
            }
        }
    }
}
