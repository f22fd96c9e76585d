using System;
using System.Collections.Generic;
using System.Linq;

namespace SteGen.Testing;

/// <summary><c>FJvpBatch</c> gives every element the bits of <c>FJvp</c>, at lengths that fill vectors and that do not.</summary>
internal static class JvpBatchCheck
{
    private static readonly int[] s_lengths = [0, 1, 3, 8, 21, 67];

    public static void Run(CompiledProgram program)
    {
        if (program.Member("JvpBatch") is not { } batch || program.Member("Jvp") is not { } one)
        {
            return;
        }

        ProgramData shared = ProgramData.Draw(program.Program, program.Shape, 300);
        Dictionary<string, object?> common = [];
        foreach (int n in s_lengths)
        {
            Dictionary<string, Array> columns = [];
            Dictionary<string, Array> expected = [];
            for (int e = 0; e < n; e++)
            {
                ProgramData data = ProgramData.Draw(program.Program, program.Shape, 301 + e);
                data.ShareInstance(shared);
                object? Given(CallableParameter p) => IsEach(batch, p.Name) ? data.Inputs.TryGetValue(p.Name, out object? value) ? value : Tangent(data, p)
                    : common.TryGetValue(p.Name, out object? given) ? given : common[p.Name] = shared.Inputs.TryGetValue(p.Name, out object? input) ? input : Tangent(shared, p);
                Dictionary<string, object?> arguments = one.Parameters.ToDictionary(p => p.Name, p => p.RefKind == Microsoft.CodeAnalysis.RefKind.Out ? null : Given(p));
                Outcome outcome = one.Call(shared.Self, p => arguments[p.Name] is Array array ? array.Clone() : arguments[p.Name]);
                foreach ((string name, object? value) in arguments.Where(a => a.Value is not null && IsEach(batch, a.Key)))
                {
                    Put(columns, name, value!, e, n);
                }

                foreach ((string name, object value) in Results(program, one, outcome))
                {
                    Put(expected, name, value, e, n);
                }
            }

            if (n == 0)
            {
                continue;
            }

            object? Argument(CallableParameter p) => columns.TryGetValue(p.Name, out Array? column) ? column.Clone()
                : expected.TryGetValue(p.Name, out Array? result) ? Array.CreateInstance(result.GetType().GetElementType()!, n)
                : common[p.Name] is Array array ? array.Clone() : common[p.Name];
            Outcome all = batch.Call(shared.Self, Argument);
            foreach ((string name, Array column) in expected)
            {
                SameBits.Require(column, all.Arguments[name], $"{batch.Name}, {n} elements: {name}");
            }

            if (n == s_lengths[^1])
            {
                RefusalCheck.Run(batch, shared.Self, Argument, p => p != batch.Parameters.First(q => q.IsSpan) && !program.Shape.Inputs.Any(i => i.IsSpan && i.Name == p.Name));
                long bytes = batch.Allocated(shared.Self, Argument);
                if (bytes != 0)
                {
                    throw new TestFailure($"{batch.Name} allocates {bytes} bytes in ten calls.");
                }
            }
        }

        object? Tangent(ProgramData data, CallableParameter p)
        {
            ProgramInput owner = program.Differentiable.First(i => i.Name == p.Name[..^"Tangent".Length]);
            object? like = data.Inputs.TryGetValue(owner.Name, out object? value) ? value : ((System.Reflection.FieldInfo)program.Shape.Fields[owner.Name]).GetValue(data.Self);
            return data.Upstream(like, owner.GradientType);
        }

        bool IsEach(CallableMember member, string name)
        {
            string owner = name.EndsWith("Tangent", StringComparison.Ordinal) ? name[..^"Tangent".Length] : name;
            return member.Parameters.Any(p => p.Name == name && p.IsSpan) && program.Shape.Inputs.Any(i => i.Name == owner && i.Kind == InputKind.Value && !i.IsUniform);
        }
    }

    /// <summary>Results and their tangents by name, from a call for one element.</summary>
    private static IEnumerable<(string Name, object Value)> Results(CompiledProgram program, CallableMember one, Outcome outcome)
    {
        int next = 0;
        foreach (ProgramResult result in program.Shape.Results)
        {
            foreach (string name in result.HasReals ? new[] { result.Name, result.Name + "Tangent" } : [result.Name])
            {
                yield return (name, one.Takes(name) ? outcome.Arguments[name]! : outcome.Returned is System.Runtime.CompilerServices.ITuple tuple ? tuple[next++]! : outcome.Returned!);
            }
        }
    }

    private static void Put(Dictionary<string, Array> arrays, string name, object value, int index, int count) =>
        (arrays.TryGetValue(name, out Array? array) ? array : arrays[name] = Array.CreateInstance(value.GetType(), count)).SetValue(value, index);
}
