using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;

namespace SteGen.Compiler.Emit;

/// <summary>Second derivatives of a function with one scalar result: forward mode over the gradient.</summary>
internal static class HessianMembers
{
    /// <summary><c>FHessianVectorProduct(inputs…, vectors…, products…)</c>.</summary>
    /// <param name="model">The method.</param>
    /// <param name="unfinished">A gradient function that still has its straight-through nodes.</param>
    public static Member VectorProduct(MethodModel model, GradientPlan unfinished)
    {
        GradientPlan plan = GradientMembers.WithUpstreamOne(model, unfinished);
        Function gradient = plan.Function;
        gradient.Body.Yields.RemoveRange(0, plan.PrimalYields);
        ForwardRequest request = JvpMembers.Request(model, plan.Inputs) with { Results = [.. plan.GradientBuffers.Values] };
        TangentFunction tangents = Forward.Run(gradient, request);
        Function function = tangents.Function;

        // the gradient itself is not asked for: its buffers are scratch, and start at zero
        LocalizeResults.Run(function, plan.GradientBuffers.Values.Select(b => tangents.Parameters[b]));
        int[] tangentOf = JvpMembers.TangentYields(tangents);
        List<Value> yields = function.Body.Yields;
        function.Body.Yields = [.. tangentOf.Where(t => t >= 0).Select(t => yields[t])];
        Passes.Finish(function);
        OverwriteGradients.Run(function, plan.GradientBuffers.Values.Select(b => tangents.Tangents[b]));

        Signature signature = ProductSignature(model);
        List<(string, string)> lengths = [];
        Dictionary<Value, string> texts = plan.Inputs.Texts(model).Where(t => tangents.Parameters.ContainsKey(t.Key)).ToDictionary(t => tangents.Parameters[t.Key], t => t.Value);
        foreach (ParameterModel p in model.Parameters.Where(p => p.IsDifferentiable))
        {
            string vector = VectorName(p), product = ProductName(p);
            IReadOnlyList<Value> values = plan.Inputs[p];
            if (p.IsSpan)
            {
                texts[tangents.Tangents[values[0]]] = vector;
                texts[tangents.Tangents[plan.GradientBuffers[p.Name]]] = product;
                lengths.Add((vector, Names.Escape(p.Name)));
                lengths.Add((product, Names.Escape(p.Name)));
                continue;
            }

            for (int k = 0; k < values.Count; k++)
            {
                if (tangents.Tangents.TryGetValue(values[k], out Value? tangent))
                {
                    texts[tangent] = ShapeText.Member(vector, p.Shape!.Leaves[k].Path);
                }
            }
        }

        return new Member(signature, Members.HessianVectorProduct, function, texts)
        {
            Summary = $"The product of the Hessian of <c>{model.Name}</c> with a vector, without the Hessian.",
            Guards = Arguments.Guards([.. signature.Arguments, .. new Arguments(model).Marked()], lengths),
            Epilogue = emitter => Products(model, plan, function, emitter),
        };
    }

    /// <summary>Inputs, the parts of the vector, the parts of the product.</summary>
    public static Signature ProductSignature(MethodModel model)
    {
        List<Argument> vectors = [], products = [];
        foreach (ParameterModel p in model.Parameters.Where(p => p.IsDifferentiable))
        {
            string type = ShapeText.GradientType(p.Shape!);
            vectors.Add(new Argument(p.IsSpan ? $"global::System.ReadOnlySpan<{type}>" : type, VectorName(p), "", $"The part of the vector that belongs to <c>{p.Name}</c>."));
            products.Add(new Argument(p.IsSpan ? $"global::System.Span<{type}>" : type, ProductName(p), p.IsSpan ? "" : "out", $"The part of the product that belongs to <c>{p.Name}</c> is written here."));
        }

        return new Signature(model.Prefix + "HessianVectorProduct", "void", [.. new Arguments(model).Inputs(results: false), .. vectors, .. products]);
    }

    /// <summary>Inputs and the matrix.</summary>
    public static Signature HessianSignature(MethodModel model) => new(
        model.Prefix + "Hessian",
        "void",
        [
            .. new Arguments(model).Inputs(results: false),
            new Argument($"global::System.Span<{model.Return!.TypeText}>", "hessian", "", "The second derivatives, row by row, over the differentiable inputs laid end to end."),
        ]);

    private static IEnumerable<string> Products(MethodModel model, GradientPlan plan, Function function, ScalarEmitter emitter)
    {
        foreach (ParameterModel p in model.Parameters.Where(p => p.IsDifferentiable && plan.Gradients.ContainsKey(p.Name)))
        {
            int[] yields = plan.Gradients[p.Name];
            yield return $"{ProductName(p)} = {ShapeText.Construct(p.Shape!, k => yields[k] < 0 ? null : emitter.Text(function.Body.Yields[yields[k] - plan.PrimalYields]))};";
        }
    }

    public static string VectorName(ParameterModel p) => Names.Escape(p.Name + "Vector");

    public static string ProductName(ParameterModel p) => Names.Escape(p.Name + "Product");

    /// <summary><c>FHessian(inputs…, hessian)</c>: one product per column; the rows are the products, since the Hessian is symmetric.</summary>
    public static void WriteHessian(SourceWriter writer, MethodModel model, Member product)
    {
        string real = model.Return!.TypeText;
        Signature signature = HessianSignature(model);
        List<ParameterModel> wanted = [.. model.Parameters.Where(p => p.IsDifferentiable)];
        string size = signature.Local(model, "size"), row = signature.Local(model, "row"), at = signature.Local(model, "at"), i = signature.Local(model, "i"), k = signature.Local(model, "k"), workspace = signature.Local(model, "workspace");
        SourceFile.Docs(writer, signature, $"The Hessian of <c>{model.Name}</c>.", null);
        writer.Line($"[global::SteGen.GeneratedDerivative(\"{model.Name}\", global::SteGen.Derivatives.Hessian, {FunctionCode.Version})]");
        writer.Block($"{model.Accessibility} {(model.IsStatic ? "static " : "")}{signature.Declare(signature.Name, [])}", () =>
        {
            foreach (string line in Arguments.Views(model))
            {
                writer.Line(line);
            }

            writer.Line($"int {size} = {string.Join(" + ", wanted.Select(Size))};");
            writer.Line($"global::SteGen.Numerics.Guard.Length(hessian.Length, {size} * {size}, nameof(hessian));");
            foreach (string line in Arguments.Guards([.. signature.Arguments, .. new Arguments(model).Marked()], []))
            {
                writer.Line(line);
            }

            bool rents = wanted.Any(p => p.IsSpan);
            if (rents)
            {
                writer.Line($"global::SteGen.Tape {workspace} = global::SteGen.Tape.Rent();");
                writer.Open("try");
            }

            foreach (ParameterModel p in wanted)
            {
                string type = ShapeText.GradientType(p.Shape!);
                if (p.IsSpan)
                {
                    foreach (string name in new[] { VectorName(p), ProductName(p) })
                    {
                        writer.Line($"global::System.Span<{type}> {name} = {workspace}.Allocate<{type}>({Names.Escape(p.Name)}.Length);");
                    }

                    writer.Line($"{VectorName(p)}.Clear();");
                }
                else
                {
                    writer.Line($"{type} {VectorName(p)} = default;");
                }
            }

            writer.Line($"int {row} = 0;");
            foreach (ParameterModel p in wanted)
            {
                Rows(p);
            }

            if (rents)
            {
                writer.Close();
                writer.Block("finally", () => writer.Line($"{workspace}.Dispose();"));
            }
        });

        void Rows(ParameterModel p)
        {
            IReadOnlyList<int> leaves = RealLeaves(p);
            if (!p.IsSpan)
            {
                foreach (int leaf in leaves)
                {
                    writer.Line($"{VectorName(p)} = {Unit(p, leaf)};");
                    Row();
                }

                writer.Line($"{VectorName(p)} = default;");
                return;
            }

            writer.Block($"for (int {i} = 0; {i} < {Names.Escape(p.Name)}.Length; {i}++)", () =>
            {
                foreach (int leaf in leaves)
                {
                    writer.Line($"{VectorName(p)}[{i}] = {Unit(p, leaf)};");
                    Row();
                }

                writer.Line($"{VectorName(p)}[{i}] = default;");
            });
        }

        void Row()
        {
            IEnumerable<string> passed = new Arguments(model).Inputs(results: false).Select(a => a.Passed)
                .Concat(wanted.Select(VectorName)).Concat(wanted.Select(p => p.IsSpan ? ProductName(p) : $"out var {ProductName(p)}"));
            writer.Block(() =>
            {
                writer.Line($"{product.Signature.Name}({string.Join(", ", passed)});");
                writer.Line($"int {at} = {row} * {size};");
                foreach (ParameterModel p in wanted)
                {
                    if (p.IsSpan)
                    {
                        writer.Block($"for (int {k} = 0; {k} < {Names.Escape(p.Name)}.Length; {k}++)", () => Copy(p, $"{ProductName(p)}[{k}]"));
                    }
                    else
                    {
                        Copy(p, ProductName(p));
                    }
                }

                writer.Line($"{row}++;");
            });
        }

        void Copy(ParameterModel p, string element)
        {
            foreach (int leaf in RealLeaves(p))
            {
                string value = ShapeText.Member(element, p.Shape!.Leaves[leaf].Path);
                writer.Line($"hessian[{at}++] = {(p.Shape.Leaves[leaf].Type.Keyword() == real ? value : $"({real}){value}")};");
            }
        }
    }

    /// <summary>C# text of how many numbers the gradient with respect to a parameter has.</summary>
    public static string Size(ParameterModel p)
    {
        int leaves = RealLeaves(p).Count;
        return !p.IsSpan ? leaves.ToString(System.Globalization.CultureInfo.InvariantCulture) : leaves == 1 ? Names.Escape(p.Name) + ".Length" : $"({Names.Escape(p.Name)}.Length * {leaves})";
    }

    private static IReadOnlyList<int> RealLeaves(ParameterModel p) => [.. Enumerable.Range(0, p.Shape!.Leaves.Count).Where(k => p.Shape.Leaves[k].Type.IsReal())];

    private static string Unit(ParameterModel p, int leaf) =>
        ShapeText.Construct(p.Shape!, k => p.Shape!.Leaves[k].Type.IsReal() ? (k == leaf ? "1" : "0") : null);
}
