using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Model;

namespace SteGen.Compiler.Emit;

/// <summary>Which member goes into which file: one file for a method, and one for each vector width.</summary>
internal static class Files
{
    public static IEnumerable<GeneratedFile> Write(MethodModel model, IReadOnlyList<Member> members, IReadOnlyList<BatchMember> batch)
    {
        List<Member> emitted = [.. members.Where(m => !IsDeclared(model, m.Signature))];
        List<BatchMember> emittedBatch = [.. batch.Where(m => !IsDeclared(model, m.Signature))];
        yield return new GeneratedFile(model.HintName + ".g.cs", SourceFile.Write(model, [], writer =>
        {
            bool first = true;
            foreach (Member member in emitted)
            {
                Separate();
                member.Write(writer, model);
            }

            foreach (BatchMember member in emittedBatch)
            {
                Separate();
                member.Write(writer, model, []);
            }

            void Separate()
            {
                if (!first)
                {
                    writer.Line();
                }

                first = false;
            }
        }));
    }

    private static bool IsDeclared(MethodModel model, Signature signature) => model.Declared.Contains(signature.Key);
}
