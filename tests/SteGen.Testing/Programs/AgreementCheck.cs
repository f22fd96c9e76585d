using System;
using System.Collections.Generic;
using System.Linq;

namespace SteGen.Testing;

/// <summary>All members of one method say the same, bit for bit: called again, with a tape, with the value beside the gradient; and the adding twins add.</summary>
internal static class AgreementCheck
{
    public static void Run(CompiledProgram program, ProgramData data)
    {
        var calls = new MemberCalls(program, data);
        calls.DrawUpstream(program.Shape.ResultsOf(program.Function.Call(data.Self, data.Argument)));
        Dictionary<string, object?>? forward = program.Member("Forward") is { } f ? program.Shape.ResultsOf(f.Call(data.Self, data.Argument)) : null;
        if (program.Member("Forward", tape: true) is { } taped && forward is not null)
        {
            using Tape tape = Tape.Rent();
            Outcome outcome = taped.Call(data.Self, p => calls.Argument(p, tape));
            Same(forward, program.Shape.ResultsOf(outcome), taped.Name + " with a tape");
        }

        if (program.Member("Backward") is not { } backward)
        {
            return;
        }

        Dictionary<string, object?> gradients = calls.Call(backward).Gradients;
        Same(gradients, calls.Call(backward).Gradients, backward.Name + ", called again");
        if (program.Member("Forward", tape: true) is { } fill)
        {
            CallableMember read = program.Require("Backward", tape: true);
            using Tape tape = Tape.Rent();
            Outcome filled = fill.Call(data.Self, p => calls.Argument(p, tape));

            // What the forward changed stays changed: the backward finds it as the forward left it.
            var after = new MemberCalls(program, data.After(program.Shape.Results.Where(r => r.IsIn).Select(r => (r.Name, filled.Arguments[r.Name]))), calls);
            Same(gradients, after.Call(read, tape).Gradients, read.Name + " with a tape");
            Same(gradients, after.Call(read, tape).Gradients, read.Name + " with a tape, read again");
        }

        if (program.Member("AccumulateBackward") is { } adding)
        {
            Adds(program, data, calls, adding, gradients);
        }

        WithUpstreamOne(program, data, forward, backward);
    }

    private static void WithUpstreamOne(CompiledProgram program, ProgramData data, Dictionary<string, object?>? forward, CallableMember backward)
    {
        if (program.Member("ValueAndGradient") is not { } both)
        {
            return;
        }

        var calls = new MemberCalls(program, data);
        calls.DrawUpstream(program.Shape.ResultsOf(program.Function.Call(data.Self, data.Argument)));
        Type real = program.Shape.Results[0].Type;
        calls.Upstream["result"] = Reals.FromReal(1, real);
        Dictionary<string, object?> gradients = calls.Call(backward).Gradients;
        (Dictionary<string, object?> withValue, Outcome outcome) = calls.Call(both);
        Same(gradients, withValue, both.Name);
        if (forward is not null)
        {
            SameBits.Require(forward["result"], outcome.Returned, $"{both.Name}: the value");
        }

        if (program.Member("Gradient") is { } gradient)
        {
            object? returned = gradient.Call(data.Self, p => calls.Argument(p, null)).Returned;
            List<ProgramInput> wanted = [.. program.Differentiable];
            for (int k = 0; k < wanted.Count; k++)
            {
                object? part = wanted.Count == 1 ? returned : ((System.Runtime.CompilerServices.ITuple)returned!)[k];
                SameBits.Require(gradients[wanted[k].Name], part, $"{gradient.Name}: {wanted[k].Name}");
            }
        }

        if (program.Member("AccumulateGradient") is { } adding)
        {
            Adds(program, data, calls, adding, gradients);
        }
    }

    private static void Adds(CompiledProgram program, ProgramData data, MemberCalls calls, CallableMember member, Dictionary<string, object?> gradients)
    {
        Dictionary<string, object?> start = program.Differentiable.ToDictionary(i => i.Name, i => data.Upstream(gradients[i.Name], i.GradientType));
        Dictionary<string, object?> after = calls.Call(member, start: start).Gradients;
        foreach (ProgramInput input in program.Differentiable)
        {
            List<Dual> g = Reals.Read(gradients[input.Name]), s = Reals.Read(start[input.Name]), a = Reals.Read(after[input.Name]);
            for (int k = 0; k < g.Count; k++)
            {
                double expected = input.Kind is InputKind.InOutSpan or InputKind.Ref ? g[k].Value : s[k].Value + g[k].Value;
                double tolerance = (program.IsSingle ? 1e-4 : 1e-11) * (Math.Abs(g[k].Value) + 1);
                if (!(Math.Abs(a[k].Value - expected) <= tolerance) && !SameBits.Of(expected, a[k].Value))
                {
                    throw new TestFailure($"{member.Name}: {input.GradientName}[{k}] is {a[k].Value}; {s[k].Value} was there and {g[k].Value} is to be added.");
                }
            }
        }
    }

    private static void Same(Dictionary<string, object?> expected, Dictionary<string, object?> actual, string what)
    {
        foreach ((string name, object? value) in expected)
        {
            SameBits.Require(value, actual[name], $"{what}: {name}");
        }
    }
}
