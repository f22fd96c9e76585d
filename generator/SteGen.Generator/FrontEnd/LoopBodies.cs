using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>The body of any loop, with its exits as flags and its variables carried.</summary>
internal sealed partial class Lowering
{
    /// <summary>Break, continue and return are flags among the carried values; a counted loop stays counted, its body does nothing once a flag is set.</summary>
    private Flow Loop(LoopForm form)
    {
        Target exit = new("done"), again = new("again"), next = new("skipped");
        List<Target> escapes = Escapes(form.Body, out bool returns);
        bool breaks = form.Run is not null || (form.Count is not null && form.Condition is not null);
        foreach (IOperation o in form.Body.DescendantsAndSelf())
        {
            breaks |= o is IBranchOperation b && SymbolEqualityComparer.Default.Equals(b.Target, form.ExitLabel);
            returns |= o is IReturnOperation;
        }

        bool tests = form.Count is null;
        bool endless = tests && form.MovesOn is null && (form.Condition is null || form.Condition.ConstantValue is { HasValue: true, Value: true });
        SetFlag(exit, false);
        HashSet<object> assigned = Assigned(form.Source);
        bool flagged = tests && !endless && (form.TestsLast || form.MovesOn is not null || Assigned(form.Condition!).Count > 0);
        if (flagged)
        {
            // a test that assigns, or comes last, runs where its assignments are carried: before the loop and at the end of the body
            Set(again, new Val.Scalar(form.TestsLast ? Bool(true) : Test(form)));
            assigned.Add(again);
        }

        if (breaks)
        {
            assigned.Add(exit);
        }

        if (returns)
        {
            assigned.Add(_frame.Returned);
            assigned.Add(_frame.Result);
        }

        assigned.UnionWith(escapes);
        int labels = _labels.Count;
        if (form.ExitLabel is { } behind)
        {
            _labels.Add((behind, exit));
        }

        _labels.AddRange(form.ContinueLabels.Select(l => (l, next)));
        try
        {
            Dictionary<object, Val> before = _env;
            while (true)
            {
                _env = before;
                if (Attempt(form, before, assigned, breaks ? exit : null, returns ? [_frame.Returned, .. escapes] : escapes, flagged ? again : null, next, endless) is { } flow)
                {
                    return flow;
                }
            }
        }
        finally
        {
            _labels.RemoveRange(labels, _labels.Count - labels);
            _env.Remove(exit);
            _env.Remove(again);
        }
    }

    private Value Test(LoopForm form) => form.MovesOn is { } test ? test() : form.Until ? Not(Condition(form.Condition!)) : Condition(form.Condition!);

    /// <summary>Null where the body changed a variable that was not expected to change; that is then carried, and the loop lowered again.</summary>
    private Flow? Attempt(
        LoopForm form, Dictionary<object, Val> before, HashSet<object> assigned, Target? exit, List<Target> outward, Target? again, Target next, bool endless)
    {
        List<Target> exits = [.. exit is null ? [] : new[] { exit }, .. outward];
        List<object> carried = [.. before.Keys.Where(k => assigned.Contains(k) && before[k] != Val.Poison)];
        Dictionary<object, Val> inits = new(before, s_keys);
        foreach (object key in carried.ToList())
        {
            if (inits[key] != Val.Undefined)
            {
                continue;
            }

            // what is declared outside and assigned only inside is carried where it may be read behind the loop; a span so declared, only where the loop ends by break alone
            if (TypeOfKey(key) is { } type && (Types.Element(type) is null || endless || ReferenceEquals(key, _frame.Result)) && IsZeroable(type))
            {
                inits[key] = Zero(type, form.Source.Syntax);
            }
            else
            {
                carried.Remove(key);
            }
        }

        carried.RemoveAll(k => Leaves(inits[k]).Count == 0);
        List<Value> args = [.. carried.SelectMany(k => Leaves(inits[k]))], results = [];
        Region body = new(), test = new();
        if (form.Count is not null)
        {
            body.Params.Add(new Value(Ty.I32, form.Index));
        }
        else
        {
            Enter(test);
            Build.In(test, () => test.Yields.Add(again is not null ? GoOn(exits, () => Flag(again))
                : GoOn(exits, () => endless ? Bool(true) : Test(form))));
        }

        Enter(body);
        Flow flow = Flow.Next;
        Dictionary<object, Val> start = new(_env, s_keys);
        Build.In(body, () =>
        {
            Flow whole = form.Count is not null && exits.Count > 0
                ? Fork(Not(Any(exits)), () => flow = Iteration(form, body, exit, again, next), () => Flow.Next)
                : flow = Iteration(form, body, exit, again, next);
            return whole;
        });

        // the loop must carry all that its body changes; one that was not foreseen is added, and the loop lowered again
        List<object> missed = [.. before.Keys.Where(k => !carried.Contains(k, s_keys) && _env.TryGetValue(k, out Val? now) && !Same(now, start[k])
            && now != Val.Poison && start[k] != Val.Poison && start[k] != Val.Undefined)];
        if (missed.Count > 0)
        {
            if (missed.All(assigned.Contains))
            {
                throw Refuse(form.Source, $"A loop that changes what '{Name(missed[0])}' stands for", "use one variable for each");
            }

            assigned.UnionWith(missed);
            return null;
        }

        foreach (object key in carried)
        {
            Val now = _env[key], init = inits[key];
            if (now == Val.Poison)
            {
                now = start[key];
                before[key] = Val.Poison;
            }
            else if (now == Val.Undefined)
            {
                now = start[key];
            }
            else if (!SameForm(now, init))
            {
                throw Refuse(form.Source, $"A loop that changes what '{key}' stands for", "use a variable of one kind");
            }

            body.Yields.AddRange(Leaves(now));
        }

        Dictionary<object, Val> after = new(before, s_keys);
        foreach (object key in carried)
        {
            if (before[key] != Val.Poison)
            {
                after[key] = Fresh(inits[key], Name(key), results);
            }
            else
            {
                Fresh(inits[key], Name(key), results);
            }
        }

        Inst loop = form.Count is not null
            ? new Inst(Op.For, [form.Count, .. args], results, [body])
            : new Inst(Op.While, args, results, [test, body]);
        Build.Add(loop);
        _env = after;
        Prune(loop, after);
        bool ends = !endless || exit is not null;
        return new Flow(ends, [.. outward.Where(t => ReferenceEquals(t, _frame.Returned) || flow.Jumps.Contains(t))]);

        void Enter(Region region)
        {
            _env = new(inits, s_keys);
            foreach (object key in carried)
            {
                Set(key, Fresh(inits[key], Name(key), region.Params));
            }
        }
    }

    private ITypeSymbol? TypeOfKey(object key) => key switch
    {
        ILocalSymbol local => Resolve(local.Type),
        IParameterSymbol parameter => Resolve(parameter.Type),
        _ when ReferenceEquals(key, _frame.Result) && !_frame.ReturnsByRef => _frame.ReturnType,
        _ => null,
    };

    private bool IsZeroable(ITypeSymbol type) =>
        Types.Scalar(type) is not null || (Types.Element(type) is { } element && type is not IArrayTypeSymbol && Types.Shape(element) is not null)
        || (Types.Struct(type) is { } parts && parts.Fields.All(f => IsZeroable(f.Type)));

    private static string? Name(object key) => key is ISymbol symbol ? symbol.Name : key.ToString();

    private Value GoOn(List<Target> exits, Func<Value> test)
    {
        if (exits.Count == 0)
        {
            return test();
        }

        return Build.If(Any(exits), () => [Bool(false)], () => [test()])[0];
    }

    private Flow Iteration(LoopForm form, Region region, Target? exit, Target? again, Target next)
    {
        SetFlag(next, false);
        if (form.Enter is not null)
        {
            form.Enter(form.Count is null ? null : region.Params[0]);
        }

        Flow flow = form.Run is { } run ? Then(run(), () => Jump(exit!))
            : form.Count is not null && form.Condition is not null ? Fork(Test(form), () => Guarded(form.Body, null), () => Jump(exit!))
            : Guarded(form.Body, null);
        flow = flow.Catch(next);
        if (form.Bottom.Count == 0 && again is null)
        {
            return flow;
        }

        return Then(flow, () =>
        {
            foreach (IOperation bottom in form.Bottom)
            {
                Guarded(bottom, null);
            }

            if (again is not null)
            {
                Set(again, new Val.Scalar(Test(form)));
            }

            return Flow.Next;
        });
    }
}
