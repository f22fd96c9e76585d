using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SteGen.Analyzers.Symbols;

/// <summary>The methods that some methods reach by calls, properties, operators, constructors, mentions, and names in attributes. A call that is bound at run time reaches all methods of its name.</summary>
internal sealed class CallGraph
{
    private readonly HashSet<ISymbol> _reached = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _names = [];

    private CallGraph()
    {
    }

    public static CallGraph From(IEnumerable<IMethodSymbol> roots, Compilation compilation, CancellationToken cancellation)
    {
        CallGraph graph = new();
        Queue<IMethodSymbol> open = new();
        foreach (IMethodSymbol root in roots)
        {
            graph.Add(root, open);
        }

        while (open.Count > 0)
        {
            IMethodSymbol method = open.Dequeue();
            foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
            {
                SyntaxNode syntax = reference.GetSyntax(cancellation);
                if (compilation.ContainsSyntaxTree(syntax.SyntaxTree))
                {
                    graph.Visit(syntax, compilation.GetSemanticModel(syntax.SyntaxTree), open, cancellation);
                }
            }
        }

        return graph;
    }

    public bool Contains(IMethodSymbol method) => _reached.Contains(method.OriginalDefinition) || _names.Contains(method.Name);

    private void Visit(SyntaxNode syntax, SemanticModel model, Queue<IMethodSymbol> open, CancellationToken cancellation)
    {
        foreach (AttributeSyntax attribute in syntax.DescendantNodes().OfType<AttributeSyntax>())
        {
            // nameof and strings alike; names that mean no method cost nothing.
            _names.UnionWith(attribute.DescendantTokens().Select(t => t.ValueText));
        }

        if (model.GetOperation(syntax, cancellation) is not { } body)
        {
            return;
        }

        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            IMethodSymbol? target = operation switch
            {
                IInvocationOperation call => call.TargetMethod,
                IMethodReferenceOperation mention => mention.Method,
                IObjectCreationOperation creation => creation.Constructor,
                IBinaryOperation binary => binary.OperatorMethod,
                IUnaryOperation unary => unary.OperatorMethod,
                IConversionOperation conversion => conversion.OperatorMethod,
                ICompoundAssignmentOperation assignment => assignment.OperatorMethod,
                IIncrementOrDecrementOperation step => step.OperatorMethod,
                _ => null,
            };
            if (target is not null)
            {
                Add(target, open);
            }

            if (operation is IPropertyReferenceOperation property)
            {
                Add(property.Property.GetMethod, open);
                Add(property.Property.SetMethod, open);
            }
        }
    }

    private void Add(IMethodSymbol? method, Queue<IMethodSymbol> open)
    {
        if (method is null)
        {
            return;
        }

        if (method.IsAbstract || method.IsVirtual || method.IsOverride)
        {
            _names.Add(method.Name);
        }

        method = method.OriginalDefinition;
        if (_reached.Add(method))
        {
            open.Enqueue(method);
        }
    }
}
