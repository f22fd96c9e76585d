using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SteGen.Testing;

// A method marked [GradientOf] gets a neighbour that calls the foreign method on plain numbers and takes the derivative from the user.
internal sealed partial class DualRewriter
{
    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node)
    {
        var visited = (ClassDeclarationSyntax)base.VisitClassDeclaration(node)!;
        foreach (MethodDeclarationSyntax declaration in node.Members.OfType<MethodDeclarationSyntax>())
        {
            if (model.GetDeclaredSymbol(declaration) is { } backward && foreign.TargetOf(backward) is { } target)
            {
                string parameters = string.Join(", ", target.Parameters.Select(p => $"{DualTypes.Text(p.Type)} {p.Name}"));
                string arguments = string.Join(", ", target.Parameters.Select(p =>
                    DualTypes.IsReal(p.Type) ? $"({p.Type.ToDisplayString()})((double){p.Name})" : p.Name));
                string call = $"{target.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{target.Name}({arguments})";
                visited = visited.AddMembers(SyntaxFactory.ParseMemberDeclaration(
                    $"\ninternal static {DualTypes.Text(target.ReturnType)} {ForeignGradients.NameOf(backward)}({parameters}) {{ {Linear(target, backward, call)} }}\n")!);
            }
        }

        return visited;
    }
}
