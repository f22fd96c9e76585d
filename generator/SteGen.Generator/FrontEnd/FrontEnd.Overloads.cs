using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Emit;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

/// <summary>STG0107 between two differentiable methods: overloads whose members C# could not tell apart.</summary>
public sealed partial class FrontEnd
{
    /// <summary>A differentiable method before this one whose members would have the same names and the same inputs: one name for two, or a generic method beside its own case.</summary>
    private IMethodSymbol? SamePrefix(IMethodSymbol method, AttributeData attribute)
    {
        HashSet<string> inputs = [.. Inputs(method)];
        return Overloads(method, attribute).Select(o => o.Method).FirstOrDefault(other => Inputs(other).Any(inputs.Contains));

        IEnumerable<string> Inputs(IMethodSymbol m) =>
            TypeArguments(m).Select(a => string.Join(",", (a.IsEmpty ? m : m.Construct([.. a])).Parameters.Select(p => Types.Text(p.Type))));
    }

    /// <summary>Inputs of other types can still give one member: of an array members take a span, and what is a result of the one may be an upstream of the other.</summary>
    private IMethodSymbol? SameMembers(IMethodSymbol method, AttributeData attribute, IReadOnlyList<MethodModel> models, CancellationToken cancellation)
    {
        HashSet<string> mine = [.. models.SelectMany(Keys)];
        return Overloads(method, attribute).FirstOrDefault(other => TypeArguments(other.Method).Any(arguments =>
            LowerOne(other.Method.PartialImplementationPart ?? other.Method, Request.Of(other.Method, other.Attribute), arguments, new Recursion(), cancellation).Model is { } model && Keys(model).Any(mine.Contains))).Method;

        static IEnumerable<string> Keys(MethodModel model) => MemberSignatures.Of(model).Select(s => $"{s.Name}({string.Join(",", s.Types)})");
    }

    /// <summary>The differentiable methods before this one whose members have the same names.</summary>
    private static IEnumerable<(IMethodSymbol Method, AttributeData Attribute)> Overloads(IMethodSymbol method, AttributeData attribute)
    {
        string prefix = Prefix(method, attribute);
        foreach (IMethodSymbol other in method.ContainingType.GetMembers().OfType<IMethodSymbol>())
        {
            if (!SymbolEqualityComparer.Default.Equals(other, method.PartialDefinitionPart ?? method)
                && Attributes.Find(other, "DifferentiableAttribute") is { } second && Prefix(other, second) == prefix && IsBefore(other, method))
            {
                yield return (other, second);
            }
        }

        static string Prefix(IMethodSymbol m, AttributeData a) => Attributes.Named(a, "Name") as string is { Length: > 0 } name ? name : m.Name;

        static bool IsBefore(IMethodSymbol a, IMethodSymbol b)
        {
            (Location first, Location second) = (a.Locations[0], b.Locations[0]);
            int files = string.CompareOrdinal(first.SourceTree?.FilePath, second.SourceTree?.FilePath);
            return files < 0 || (files == 0 && first.SourceSpan.Start < second.SourceSpan.Start);
        }
    }
}
