using System;
using System.Collections.Generic;
using System.Linq;

namespace SteGen.Testing;

/// <summary><c>FHessian</c> and <c>FHessianVectorProduct</c> against differences of the gradient, which stands checked by then: along a random vector, and along some of the inputs.</summary>
internal static class HessianCheck
{
    private const int MostColumns = 4;

    public static void Run(CompiledProgram program, ProgramData data)
    {
        CallableMember? hessian = program.Member("Hessian"), product = program.Member("HessianVectorProduct");
        if (program.Member("ValueAndGradient") is not { } gradient || program.Shape.Inputs.Any(i => i.Kind is InputKind.Field or InputKind.This))
        {
            return;
        }

        int size = program.Differentiable.Sum(i => Reals.Read(data.Inputs[i.Name]).Count);
        if (product is not null)
        {
            Dictionary<string, object?> vectors = program.Differentiable.ToDictionary(i => i.Name + "Vector", i => data.Upstream(data.Inputs[i.Name], i.GradientType));
            object? Argument(CallableParameter p) => vectors.TryGetValue(p.Name, out object? vector) ? vector is Array a ? a.Clone() : vector
                : p.Name.EndsWith("Product", StringComparison.Ordinal) && vectors.TryGetValue(p.Name[..^"Product".Length] + "Vector", out object? like) ? (like as Array)?.Clone()
                : data.Argument(p);
            Outcome outcome = product.Call(data.Self, Argument);
            double[] along = [.. program.Differentiable.SelectMany(i => Reals.Read(vectors[i.Name + "Vector"])).Select(v => v.Value)];
            Compare(product, along, [.. program.Differentiable.SelectMany(i => Reals.Read(outcome.Arguments[i.Name + "Product"])).Select(v => v.Value)]);
        }

        if (hessian is not null)
        {
            bool isDouble = hessian.Parameters.Single(p => p.Name == "hessian").ElementType == "double";
            Array matrix = isDouble ? new double[size * size] : new float[size * size];
            List<Dual> entries = Reals.Read(hessian.Call(data.Self, p => p.Name == "hessian" ? matrix.Clone() : data.Argument(p)).Arguments["hessian"]);
            foreach (int column in Enumerable.Range(0, Math.Min(size, MostColumns)).Select(k => k * (size - 1) / Math.Max(1, Math.Min(size, MostColumns) - 1)))
            {
                Compare(hessian, [.. Enumerable.Range(0, size).Select(k => k == column ? 1.0 : 0.0)], [.. Enumerable.Range(0, size).Select(row => entries[(row * size) + column].Value)]);
            }
        }

        void Compare(CallableMember member, double[] along, double[] actual)
        {
            Dictionary<double, double[]> known = [];
            (double Derivative, double Error)[] expected = [.. Enumerable.Range(0, size).Select(row => Differences.Of(h => (known.TryGetValue(h, out double[]? all) ? all : known[h] = At(along, h))[row]))];
            double scale = expected.Max(e => Math.Abs(e.Derivative)) + 1e-3;
            for (int row = 0; row < size; row++)
            {
                (double derivative, double error) = expected[row];
                if (!(Math.Abs(actual[row] - derivative) <= ((program.IsSingle ? 2e-2 : 1e-6) * scale) + (10 * error)) && double.IsFinite(error))
                {
                    throw new TestFailure($"{member.Name}: row {row} along [{string.Join(", ", along)}] is {SameBits.Text(actual[row])}, differences of {gradient.Name} give {SameBits.Text(derivative)} ± {error}.");
                }
            }
        }

        // the gradient where all reals have moved along the vector
        double[] At(double[] along, double h)
        {
            int k = 0;
            ProgramData moved = data.After([.. program.Differentiable.Select(i => (i.Name, Reals.Map(data.Inputs[i.Name], data.Inputs[i.Name]!.GetType(), x => x.Value + (h * along[k++]))))]);
            return [.. new MemberCalls(program, moved).Call(gradient).Gradients.Values.SelectMany(Reals.Read).Select(g => g.Value)];
        }
    }
}
