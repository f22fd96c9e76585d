using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SteGen.Testing;

/// <summary><c>FJvp</c> along a random direction against the dual program, which differentiates along the same one.</summary>
internal static class JvpCheck
{
    public static void Run(CompiledProgram program, ProgramData data)
    {
        if (program.Member("Jvp") is not { } member)
        {
            return;
        }

        Dictionary<string, object?> tangents = program.Differentiable.ToDictionary(i => i.Name, i => data.Upstream(ValueOf(program, data, i), i.GradientType));
        object? Argument(CallableParameter p)
        {
            if (data.Inputs.ContainsKey(p.Name))
            {
                return data.Argument(p);
            }

            string owner = p.Name[..^"Tangent".Length];
            object? value = tangents.TryGetValue(owner, out object? tangent) ? tangent : data.Inputs[owner];
            return value is Array array ? array.Clone() : value;
        }

        Outcome outcome = member.Call(data.Self, Argument);
        double[] direction = [.. program.Differentiable.SelectMany(i => Reals.Read(tangents[i.Name])).Select(t => t.Value)];
        Dictionary<string, List<Dual>> expected;
        DualF.RoundsValues = true;
        try
        {
            expected = program.RunDual(data, (k, x) => new Dual(x.Value, direction[k]));
        }
        finally
        {
            DualF.RoundsValues = false;
        }

        foreach ((string name, object? tangent) in ResultTangents(program, outcome))
        {
            List<Dual> actual = Reals.Read(tangent), dual = expected[name];
            double size = dual.Select(d => Math.Abs(d.Tangent)).Where(double.IsFinite).DefaultIfEmpty(0).Max();
            for (int i = 0; i < dual.Count; i++)
            {
                double tolerance = (program.IsSingle ? 2e-4 : 1e-10) * (Math.Abs(dual[i].Tangent) + (0.1 * size) + 1e-3);
                if (!(Math.Abs(dual[i].Tangent - actual[i].Value) <= tolerance) && !SameBits.Of(dual[i].Tangent, actual[i].Value))
                {
                    throw new TestFailure($"{member.Name}: {name}Tangent[{i}] is {SameBits.Text(actual[i].Value)}, dual numbers give {SameBits.Text(dual[i].Tangent)}.");
                }
            }
        }

        long bytes = member.Allocated(data.Self, Argument);
        if (bytes != 0)
        {
            throw new TestFailure($"{member.Name} allocates {bytes} bytes in ten calls.");
        }
    }

    private static object? ValueOf(CompiledProgram program, ProgramData data, ProgramInput input) =>
        data.Inputs.TryGetValue(input.Name, out object? value) ? value : ((System.Reflection.FieldInfo)program.Shape.Fields[input.Name]).GetValue(data.Self);

    /// <summary>The returned tangents stand behind their values, those of parameters in an argument of their own.</summary>
    private static IEnumerable<(string Name, object? Tangent)> ResultTangents(CompiledProgram program, Outcome outcome)
    {
        int next = 0;
        foreach (ProgramResult result in program.Shape.Results)
        {
            bool isParameter = outcome.Arguments.ContainsKey(result.Name);
            if (!isParameter)
            {
                next++;
            }

            if (result.HasReals && (!isParameter || outcome.Arguments.ContainsKey(result.Name + "Tangent")))
            {
                yield return (result.Name, isParameter ? outcome.Arguments[result.Name + "Tangent"] : ((ITuple)outcome.Returned!)[next++]);
            }
        }
    }
}
