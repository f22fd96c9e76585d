using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Emit;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

/// <summary>STG0107: members of the user that stand where a generated one would. One with exactly its signature replaces it; any other clash is an error at the user's member.</summary>
internal static class Clashes
{
    public static IEnumerable<FrontEndProblem> Problems(IMethodSymbol method, MethodModel model)
    {
        INamedTypeSymbol type = method.ContainingType;
        HashSet<string> said = [];
        foreach (MemberSignature signature in MemberSignatures.Of(model))
        {
            foreach (string twice in signature.Names.GroupBy(n => n.TrimStart('@')).Where(g => g.Count() > 1).Select(g => g.Key).Where(said.Add))
            {
                Location place = method.Parameters.FirstOrDefault(p => p.Name == twice)?.Locations.FirstOrDefault() ?? method.Locations.FirstOrDefault() ?? Location.None;
                yield return new("STG0107", place, [twice, method.Name]);
            }

            foreach (ISymbol member in type.GetMembers(signature.Name).Where(m => !Attributes.IsGenerated(m)))
            {
                if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } candidate
                    || (HasTypes(candidate, signature) && !Replaces(candidate, signature)))
                {
                    yield return new("STG0107", member.Locations.FirstOrDefault() ?? Location.None, [member.Name, method.Name]);
                }
            }

            if (type.Name == signature.Name)
            {
                yield return new("STG0107", type.Locations.FirstOrDefault() ?? Location.None, [type.Name, method.Name]);
            }
        }
    }

    /// <summary>C# cannot tell the two apart.</summary>
    private static bool HasTypes(IMethodSymbol candidate, MemberSignature signature) =>
        candidate.TypeParameters.IsEmpty && candidate.Parameters.Select(p => Types.Text(p.Type)).SequenceEqual(signature.Types);

    /// <summary>The names of tuple elements make no difference, and are not compared.</summary>
    private static bool Replaces(IMethodSymbol candidate, MemberSignature signature) =>
        candidate.Parameters.Select(p => Modifier(p.RefKind)).SequenceEqual(signature.Modifiers)
        && (candidate.ReturnType.IsTupleType ? signature.ReturnType.StartsWith("(") : Types.Text(candidate.ReturnType) == signature.ReturnType);

    private static string Modifier(RefKind kind) => kind switch
    {
        RefKind.None => "",
        RefKind.Out => "out",
        RefKind.Ref => "ref",
        _ => "in",
    };
}
