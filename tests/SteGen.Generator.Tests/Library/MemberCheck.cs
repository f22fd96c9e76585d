using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace SteGen.Generator.Tests.Library;

/// <summary>
/// One differentiable method that only calls a member of the framework, against the framework itself: the value, the backward with random upstream gradients against differences of the framework's own results,
/// and forward mode against backward.
/// </summary>
internal static class MemberCheck
{
    private const int Runs = 3, Draws = 60;

    public static void Run(Type type, string name, Func<Random, double> draw)
    {
        MethodInfo f = type.GetMethod("R" + name[1..]) ?? type.GetMethod(name)!, forward = type.GetMethod(name + "Forward")!, backward = type.GetMethod(name + "Backward")!, jvp = type.GetMethod(name + "Jvp")!;
        bool single = Leaves.Of(Activator.CreateInstance(f.ReturnType)).Count > 0 && HoldsSingle(f.ReturnType);
        var random = new Random(name.Sum(c => c));
        int done = 0;
        for (int k = 0; k < Draws && done < Runs; k++)
        {
            object[] inputs = [.. f.GetParameters().Select(p => Argument(p.ParameterType, () => draw(random)))];
            if (Call(f, inputs) is not { } value || Leaves.Of(value) is var y && !y.All(double.IsFinite) || Differences(f, inputs, single) is not { } jacobian)
            {
                continue;
            }

            done++;
            double size = 1 + y.Max(Math.Abs);
            Near(y, Leaves.Of(Call(forward, inputs)), (single ? 2e-6 : 1e-13) * size, $"{name}Forward{Text(inputs)}");

            double[] upstream = [.. y.Select(_ => (random.NextDouble() * 2) - 1)];
            upstream = [.. upstream.Select(u => single ? (float)u : u)];
            List<double> gradient = Backward(backward, inputs, f.ReturnType, upstream);
            double[] expected = [.. jacobian.Select(column => column.Zip(upstream, (c, u) => c * u).Sum())];
            double scale = 1 + jacobian.SelectMany(c => c).Select(Math.Abs).DefaultIfEmpty(0).Max();
            Near(expected, gradient, (single ? 4e-4 : 1e-7) * scale, $"{name}Backward{Text(inputs)}");

            double[] direction = [.. gradient.Select(_ => (double)(float)((random.NextDouble() * 2) - 1))];
            List<double> tangent = Tangents(Jvp(jvp, inputs, direction));
            double along = tangent.Zip(upstream, (t, u) => t * u).Sum(), against = gradient.Zip(direction, (g, d) => g * d).Sum();
            Near([along], [against], (single ? 1e-5 : 1e-12) * scale * gradient.Count, $"{name}Jvp{Text(inputs)}");
        }

        Assert(done > 0, $"{name}: no point was found where the framework's member is smooth.");
    }

    private static void Near(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance, string what)
    {
        Assert(expected.Count == actual.Count, $"{what}: {actual.Count} numbers instead of {expected.Count}.");
        for (int i = 0; i < expected.Count; i++)
        {
            Assert(Math.Abs(expected[i] - actual[i]) <= tolerance, $"{what}: number {i} is {actual[i]}, not {expected[i]}.");
        }
    }

    private static void Assert(bool holds, string message)
    {
        if (!holds)
        {
            throw new Testing.TestFailure(message);
        }
    }

    private static string Text(object[] inputs) => $"({string.Join(", ", inputs)})";

    private static bool HoldsSingle(Type type) => type == typeof(float) || (type != typeof(double) && !type.IsPrimitive && type.GetFields((BindingFlags)52).Any(f => HoldsSingle(f.FieldType)));

    private static object Argument(Type type, Func<double> draw)
    {
        if (!Leaves.HasReals(type))
        {
            return type == typeof(int) ? 1 : Activator.CreateInstance(type)!;
        }

        object made = Leaves.Make(type, draw);
        if (type.Name.StartsWith("Matrix", StringComparison.Ordinal))
        {
            // well conditioned
            foreach (FieldInfo diagonal in type.GetFields().Where(f => f.Name.Length == 3 && f.Name[0] == 'M' && f.Name[1] == f.Name[2]))
            {
                diagonal.SetValue(made, (float)diagonal.GetValue(made)! + 1.5f);
            }
        }

        return made;
    }

    /// <summary>Null where it refuses its arguments.</summary>
    private static object? Call(MethodInfo method, object[] arguments)
    {
        try
        {
            return method.Invoke(null, [.. arguments]);
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException or ArithmeticException)
        {
            return null;
        }
    }

    private static List<double> Backward(MethodInfo backward, object[] inputs, Type result, double[] upstream)
    {
        Queue<double> left = new(upstream);
        ParameterInfo[] parameters = backward.GetParameters();
        object?[] arguments = new object?[parameters.Length];
        inputs.CopyTo(arguments, 0);
        for (int i = inputs.Length; i < arguments.Length && !parameters[i].IsOut; i++)
        {
            arguments[i] = Leaves.Make(parameters[i].ParameterType, left.Dequeue);
        }

        backward.Invoke(null, arguments);
        return [.. Enumerable.Range(0, parameters.Length).Where(i => parameters[i].IsOut).SelectMany(i => Leaves.Of(arguments[i]))];
    }

    private static object Jvp(MethodInfo jvp, object[] inputs, double[] direction)
    {
        Queue<double> left = new(direction);
        List<object> arguments = [];
        foreach (object input in inputs)
        {
            arguments.Add(input);
            if (Leaves.HasReals(input.GetType()))
            {
                arguments.Add(Leaves.Make(input.GetType(), left.Dequeue));
            }
        }

        return jvp.Invoke(null, [.. arguments])!;
    }

    /// <summary>Each result is followed by its tangent.</summary>
    private static List<double> Tangents(object results) => [.. results.GetType().GetFields().Where((_, k) => k % 2 == 1).SelectMany(f => Leaves.Of(f.GetValue(results)))];

    /// <summary>All columns of the Jacobian by central differences, extrapolated twice; null where they do not converge: a kink, or a step out of the domain.</summary>
    private static List<double[]>? Differences(MethodInfo f, object[] inputs, bool single)
    {
        double step = single ? 1.0 / 16 : 1.0 / 256;
        int count = inputs.Sum(i => Leaves.Of(i).Count);
        List<double[]> columns = [];
        for (int k = 0; k < count; k++)
        {
            double[]? first = Central(step), second = Central(step / 2), third = Central(step / 4);
            if (first is null || second is null || third is null)
            {
                return null;
            }

            double[] coarse = [.. second.Zip(first, (b, a) => ((4 * b) - a) / 3)], fine = [.. third.Zip(second, (b, a) => ((4 * b) - a) / 3)];
            double[] best = [.. fine.Zip(coarse, (b, a) => ((16 * b) - a) / 15)];
            if (!best.Zip(fine, (a, b) => Math.Abs(a - b) <= (single ? 1e-4 : 1e-8) * (1 + Math.Abs(a))).All(near => near))
            {
                return null;
            }

            // a kink next to the point looks smooth from both sides together
            object? next = Call(f, Moved(inputs, k, step / 4)), here = Call(f, inputs);
            double[] right = [.. Leaves.Of(next).Zip(Leaves.Of(here), (a, b) => 4 * (a - b) / step)];
            if (!right.Zip(best, (a, b) => Math.Abs(a - b) <= 0.2 * (1 + Math.Abs(b))).All(near => near))
            {
                return null;
            }

            columns.Add(best);

            double[]? Central(double h)
            {
                object? above = Call(f, Moved(inputs, k, h)), below = Call(f, Moved(inputs, k, -h));
                return above is null || below is null ? null : [.. Leaves.Of(above).Zip(Leaves.Of(below), (a, b) => (a - b) / (2 * h))];
            }
        }

        return columns;
    }

    private static object[] Moved(object[] inputs, int leaf, double by)
    {
        int at = 0;
        return [.. inputs.Select(input =>
        {
            if (!Leaves.HasReals(input.GetType()))
            {
                return input;
            }

            Queue<double> values = new(Leaves.Of(input).Select(x => at++ == leaf ? x + by : x));
            return Leaves.Make(input.GetType(), values.Dequeue);
        })];
    }
}
