using System;
using System.Collections.Generic;
using System.Linq;

namespace SteGen.Testing;

/// <summary>
/// Batch members give every element the bits of the members for one element: all lengths from 0 to 67, spans at offsets 0 to 3, canaries around each. Gradients of uniform inputs are sums, to rounding.
/// </summary>
internal sealed class BatchCheck
{
    private const int Longest = 67;
    private readonly CompiledProgram _program;
    private readonly ProgramData _shared;
    private readonly Dictionary<string, Array> _inputs = [];
    private readonly Dictionary<string, Array> _results = [];
    private readonly Dictionary<string, Array> _upstreams = [];
    private readonly Dictionary<string, Array> _gradients = [];
    private readonly Dictionary<string, object?[]> _uniformGradients = [];

    private BatchCheck(CompiledProgram program)
    {
        _program = program;
        _shared = ProgramData.Draw(program.Program, program.Shape, 99);
    }

    public static void Run(CompiledProgram program)
    {
        if (program.Members.Any(m => m.Name.EndsWith("Batch", StringComparison.Ordinal)))
        {
            new BatchCheck(program).Run();
        }
    }

    private void Run()
    {
        ComputeElements();
        CallableMember? forward = _program.Member("ForwardBatch"), backward = _program.Member("BackwardBatch"), adding = _program.Member("AccumulateBackwardBatch");
        for (int n = 0; n <= Longest; n++)
        {
            if (forward is not null)
            {
                Outcome outcome = forward.Call(_shared.Self, Arguments(n, null));
                foreach ((string name, Array expected) in _results)
                {
                    Same(Slice(expected, n), (Array)outcome.Arguments[name]!, $"{forward.Name}, {n} elements: {name}");
                }
            }

            foreach (CallableMember member in new[] { backward, adding }.OfType<CallableMember>())
            {
                CheckGradients(member, n, isAdding: member == adding);
            }
        }

        foreach (CallableMember member in new[] { forward, backward, adding }.OfType<CallableMember>())
        {
            long bytes = member.Allocated(_shared.Self, Arguments(Longest, null));
            if (bytes != 0)
            {
                throw new TestFailure($"{member.Name} allocates {bytes} bytes in ten calls.");
            }

            RefusalCheck.Run(member, _shared.Self, Arguments(21, null), p => IsElementwise(p.Name) && p != member.Parameters.First(q => q.IsSpan));
        }
    }

    /// <summary>Every element by itself, through the members for one element.</summary>
    private void ComputeElements()
    {
        CallableMember? forward = _program.Member("Forward"), backward = _program.Member("Backward");
        foreach (ProgramInput input in Elementwise)
        {
            _inputs[input.Name] = Array.CreateInstance(input.Type, Longest);
        }

        for (int e = 0; e < Longest; e++)
        {
            // The points of interest are elements too: infinities, signed zeros and ties stand in lanes beside ordinary numbers.
            ProgramData data = ProgramData.Draw(_program.Program, _program.Shape, 100 + e, e < _program.Program.Points.Count ? _program.Program.Points[e] : null);
            data.ShareInstance(_shared);
            foreach ((string name, object? value) in _shared.Inputs.Where(i => !_inputs.ContainsKey(i.Key)))
            {
                data.Inputs[name] = value;
            }

            foreach ((string name, Array all) in _inputs)
            {
                all.SetValue(data.Inputs[name], e);
            }

            Dictionary<string, object?> results = _program.Shape.ResultsOf((forward ?? _program.Function).Call(_shared.Self, data.Argument));
            foreach (ProgramResult result in _program.Shape.Results)
            {
                Put(_results, result.Name, result.Type, e, results[result.Name]);
            }

            var calls = new MemberCalls(_program, data);
            calls.DrawUpstream(results);
            foreach ((string name, object? value) in calls.Upstream)
            {
                Put(_upstreams, name, value!.GetType(), e, value);
            }

            if (backward is not null)
            {
                Dictionary<string, object?> gradients = calls.Call(backward).Gradients;
                foreach (ProgramInput input in _program.Differentiable)
                {
                    if (_inputs.ContainsKey(input.Name))
                    {
                        Put(_gradients, input.Name, input.GradientType, e, gradients[input.Name]);
                    }
                    else
                    {
                        (_uniformGradients.TryGetValue(input.Name, out object?[]? all) ? all : _uniformGradients[input.Name] = new object?[Longest])[e] = gradients[input.Name];
                    }
                }
            }
        }
    }

    private void CheckGradients(CallableMember member, int n, bool isAdding)
    {
        Dictionary<string, object?> start = [];
        Outcome outcome = member.Call(_shared.Self, Arguments(n, start));
        foreach ((string name, Array expected) in _gradients)
        {
            var actual = (Array)outcome.Arguments[name + "Gradient"]!;
            string what = $"{member.Name}, {n} elements: {name}Gradient";
            if (isAdding)
            {
                Near(Reals.Read(Slice(expected, n)), Reals.Read(start[name]), Reals.Read(actual), what);
            }
            else
            {
                Same(Slice(expected, n), actual, what);
            }
        }

        foreach ((string name, object?[] terms) in _uniformGradients)
        {
            List<Dual> actual = Reals.Read(outcome.Arguments[name + "Gradient"]);
            List<List<Dual>> all = [.. terms.Take(n).Select(Reals.Read)];
            List<Dual> before = isAdding ? Reals.Read(start[name]) : [.. actual.Select(_ => (Dual)0)];
            for (int k = 0; k < actual.Count; k++)
            {
                double expected = all.Sum(t => t[k].Value) + before[k].Value, size = all.Sum(t => Math.Abs(t[k].Value)) + Math.Abs(before[k].Value);
                if (!(Math.Abs(expected - actual[k].Value) <= (_program.IsSingle ? 1e-4 : 1e-12) * size) && !SameBits.Of(expected, actual[k].Value))
                {
                    throw new TestFailure($"{member.Name}, {n} elements: {name}Gradient[{k}] is {actual[k].Value}, the sum over the elements {expected}.");
                }
            }
        }
    }

    private IEnumerable<ProgramInput> Elementwise => _program.Shape.Inputs.Where(i => i.Kind == InputKind.Value && !i.IsUniform);

    private bool IsElementwise(string parameter) =>
        _inputs.ContainsKey(parameter) || _results.ContainsKey(parameter)
        || (parameter.EndsWith("Gradient", StringComparison.Ordinal) && IsElementwise(parameter[..^"Gradient".Length]));

    /// <summary>Arguments for n elements; what gradients hold before goes into <paramref name="start"/>.</summary>
    private Func<CallableParameter, object?> Arguments(int n, Dictionary<string, object?>? start)
    {
        int k = 0;
        return p =>
        {
            int offset = (n + k++) % 4;
            if (_inputs.TryGetValue(p.Name, out Array? input))
            {
                return Block.Of(Slice(input, n), offset);
            }

            if (_results.TryGetValue(p.Name, out Array? result))
            {
                return Block.Of(Array.CreateInstance(result.GetType().GetElementType()!, n), offset);
            }

            if (_shared.Inputs.ContainsKey(p.Name))
            {
                return _shared.Argument(p) is Array array ? Block.Of(array, offset) : _shared.Argument(p);
            }

            string owner = p.Name[..^"Gradient".Length];
            if (_upstreams.TryGetValue(owner, out Array? upstream))
            {
                return Block.Of(Slice(upstream, n), offset);
            }

            object? before = _gradients.TryGetValue(owner, out Array? gradient) ? _shared.Upstream(Slice(gradient, n), gradient.GetType().GetElementType()!)
                : _uniformGradients.TryGetValue(owner, out object?[]? uniform) ? _shared.Upstream(uniform[0], _program.Differentiable.First(i => i.Name == owner).GradientType)
                : throw new TestFailure($"What is the parameter '{p.Name}' of a batch member?");
            if (start is not null)
            {
                start[owner] = before;
            }

            return before is Array elements ? Block.Of(elements, offset) : before;
        };
    }

    private static void Put(Dictionary<string, Array> arrays, string name, Type type, int index, object? value) =>
        (arrays.TryGetValue(name, out Array? array) ? array : arrays[name] = Array.CreateInstance(type, Longest)).SetValue(value, index);

    private static Array Slice(Array array, int n)
    {
        var slice = Array.CreateInstance(array.GetType().GetElementType()!, n);
        Array.Copy(array, slice, n);
        return slice;
    }

    private void Same(Array expected, Array actual, string what)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (!SameBits.Of(expected.GetValue(i), actual.GetValue(i)))
            {
                string inputs = string.Join(", ", _inputs.Select(x => $"{x.Key} = {SameBits.Text(x.Value.GetValue(i))}"));
                throw new TestFailure($"{what}[{i}] is {SameBits.Text(actual.GetValue(i))}; for one element it is {SameBits.Text(expected.GetValue(i))} ({inputs}).");
            }
        }
    }

    private void Near(List<Dual> gradient, List<Dual> before, List<Dual> actual, string what)
    {
        for (int i = 0; i < actual.Count; i++)
        {
            double expected = gradient[i].Value + before[i].Value;
            if (!(Math.Abs(actual[i].Value - expected) <= (_program.IsSingle ? 1e-5 : 1e-13) * (Math.Abs(gradient[i].Value) + Math.Abs(before[i].Value))) && !SameBits.Of(expected, actual[i].Value))
            {
                throw new TestFailure($"{what}[{i}] is {actual[i].Value}; {before[i].Value} was there and {gradient[i].Value} is to be added.");
            }
        }
    }
}
