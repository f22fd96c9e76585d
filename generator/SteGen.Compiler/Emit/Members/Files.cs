using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Emit.Vector;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms.Vectorize;

namespace SteGen.Compiler.Emit;

/// <summary>Which member goes into which file: one file for a method, and one for each vector width.</summary>
internal static class Files
{
    public static IEnumerable<GeneratedFile> Write(MethodModel model, IReadOnlyList<Member> members, IReadOnlyList<BatchMember> batch, Member? product, bool hessian, Procedures procedures)
    {
        List<Member> emitted = [.. members.Where(m => !IsDeclared(model, m.Signature))];
        List<BatchMember> emittedBatch = [.. batch.Where(m => !IsDeclared(model, m.Signature))];
        foreach (BatchMember member in emittedBatch)
        {
            member.PlanLanes();
        }

        int loops = 0;
        Dictionary<string, PlannedKernel> known = [];
        foreach (Member member in product is null ? emitted : [.. emitted, product])
        {
            member.Outline(Unique, known);
        }

        List<PlannedKernel> kernels = [.. emitted.SelectMany(m => m.Kernels), .. product?.Kernels ?? []];
        yield return new GeneratedFile(model.HintName + ".g.cs", SourceFile.Write(model, [], writer =>
        {
            bool first = true;
            foreach (Member member in emitted)
            {
                Separate();
                member.Write(writer, model);
            }

            if (product is not null)
            {
                Separate();
                product.Write(writer, model);
                if (hessian)
                {
                    Separate();
                    HessianMembers.WriteHessian(writer, model, product);
                }
            }

            foreach (BatchMember member in emittedBatch)
            {
                Separate();
                member.Write(writer, model);
            }

            if (model.Declaration is { } declaration)
            {
                Separate();
                writer.Line($"[global::SteGen.GeneratedDerivative(\"{model.Name}\", global::SteGen.Derivatives.{declaration.Kind}, {FunctionCode.Version})]");
                writer.Block(declaration.Head, () => writer.Line(declaration.Body));
            }

            procedures.Write(writer, model);

            void Separate()
            {
                if (!first)
                {
                    writer.Line();
                }

                first = false;
            }
        }));

        VectorAliases aliases = new(model.TakenNames);
        foreach (int width in new[] { 512, 256, 128 })
        {
            List<(LoopPlan Plan, string Name, string Scalar)> lanes =
            [
                .. kernels.Where(k => k.Widths.Contains(width)).Select(k => (k.Plan, k.At(width), k.At(0))),
                .. emittedBatch.Where(m => m.Widths.Contains(width)).Select(m => (m.Plan!, m.KernelName(width), m.KernelName(0))),
            ];
            if (lanes.Count > 0)
            {
                yield return new GeneratedFile($"{model.HintName}.Vector{width}.g.cs", SourceFile.Write(model, [.. aliases.Usings(width)], writer =>
                {
                    for (int k = 0; k < lanes.Count; k++)
                    {
                        if (k > 0)
                        {
                            writer.Line();
                        }

                        KernelSignature signature = new(lanes[k].Name, lanes[k].Scalar, aliases, [.. model.TakenNames]);
                        VectorEmitter.Emit(writer, lanes[k].Plan, signature, width);
                    }
                }));
            }
        }

        // the parameters of a kernel are what its loop uses: those of two overloads may be the same
        string Unique() => $"{model.Prefix}{model.Distinction}Loop{++loops}";
    }

    private static bool IsDeclared(MethodModel model, Signature signature) => model.Declared.Contains(signature.Key);
}
