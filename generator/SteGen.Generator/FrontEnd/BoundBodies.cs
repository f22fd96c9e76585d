using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SteGen.Generator;

/// <summary>A method's body as Roslyn bound it.</summary>
internal sealed class BoundBody(IMethodSymbol method, IOperation root, SyntaxNode syntax)
{
    private Dictionary<IOperation, int>? _ordinals;
    private bool? _hasErrors;

    public IMethodSymbol Method { get; } = method;

    public SyntaxNode Syntax { get; } = syntax;

    public IOperation Root { get; } = root;

    public string Id { get; } = method.GetDocumentationCommentId() ?? method.ToDisplayString();

    /// <summary>The C# compiler could not make sense of some part.</summary>
    public bool HasErrors => _hasErrors ??= Root.DescendantsAndSelf().Any(o => o is IInvalidOperation || o.Kind == OperationKind.Invalid);

    /// <summary>The statements: of a block, or of the one expression.</summary>
    public IBlockOperation? Block => Root switch
    {
        IMethodBodyBaseOperation body => body.BlockBody ?? body.ExpressionBody,
        IBlockOperation block => block,
        _ => null,
    };

    /// <summary>The number of an operation in a walk of the body, operations before their parts: a position that an edit elsewhere does not move.</summary>
    public int Ordinal(IOperation operation)
    {
        if (_ordinals is null)
        {
            Dictionary<IOperation, int> ordinals = [];
            foreach (IOperation o in Root.DescendantsAndSelf())
            {
                ordinals.Add(o, ordinals.Count);
            }

            _ordinals = ordinals;
        }

        return _ordinals.TryGetValue(operation, out int ordinal) ? ordinal : -1;
    }

    /// <summary>The operation of an ordinal; null where there is none.</summary>
    public IOperation? Operation(int ordinal) => ordinal < 0 ? null : Root.DescendantsAndSelf().Skip(ordinal).FirstOrDefault();
}

/// <summary>The bodies of a compilation, each bound once, for the generator and the analyzer together.</summary>
internal sealed class BoundBodies(Compilation compilation)
{
    private static readonly ConditionalWeakTable<Compilation, BoundBodies> s_all = new();

    private readonly ConcurrentDictionary<ISymbol, BoundBody?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<string>> _taken = new(SymbolEqualityComparer.Default);
    private IReadOnlyList<IMethodSymbol>? _gradientsOfOthers;

    public static BoundBodies Of(Compilation compilation) => s_all.GetValue(compilation, c => new BoundBodies(c));

    /// <summary>Methods marked <c>[GradientOf]</c>. Looked for only where a call has no derivative otherwise: it reads the attributes of all methods.</summary>
    public IReadOnlyList<IMethodSymbol> GradientsOfOthers(CancellationToken cancellation)
    {
        if (_gradientsOfOthers is null)
        {
            List<IMethodSymbol> found = [];
            Visit(compilation.Assembly.GlobalNamespace, found, cancellation);
            _gradientsOfOthers = found;
        }

        return _gradientsOfOthers;
    }

    /// <summary>Which aliases of generated files are names of types or namespaces in a namespace or one around it; these would hide the alias.</summary>
    public IReadOnlyList<string> AliasesTakenIn(INamespaceSymbol innermost) => _taken.GetOrAdd(innermost, symbol =>
    {
        List<string> taken = [];
        for (INamespaceSymbol? at = compilation.GetCompilationNamespace((INamespaceSymbol)symbol); at is not null; at = at.ContainingNamespace)
        {
            taken.AddRange(Declarations.Aliases.Where(alias => !at.GetTypeMembers(alias, 0).IsEmpty || at.GetNamespaceMembers().Any(n => n.Name == alias)));
        }

        taken.AddRange(AliasesOfTopLevelStatements().Where(alias => !taken.Contains(alias)));
        return taken;
    });

    /// <summary>
    /// Which aliases are variables or local functions of top-level statements: the language looks them up in every file of the project, only to say that they may not be used there (CS8801).
    /// </summary>
    private IEnumerable<string> AliasesOfTopLevelStatements() => compilation.SyntaxTrees
        .Select(tree => tree.GetRoot())
        .OfType<CompilationUnitSyntax>()
        .SelectMany(unit => unit.Members.OfType<GlobalStatementSyntax>())
        .SelectMany(statement => statement.DescendantNodes(node => node is not (LambdaExpressionSyntax or LocalFunctionStatementSyntax or BlockSyntax)))
        .Select(node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
            LocalFunctionStatementSyntax function => function.Identifier.ValueText,
            _ => "",
        })
        .Where(Declarations.Aliases.Contains)
        .Distinct();

    /// <summary>Null where the method has no source in this compilation.</summary>
    public BoundBody? Find(IMethodSymbol method, CancellationToken cancellation)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        if (_bodies.TryGetValue(definition, out BoundBody? body))
        {
            return body;
        }

        return _bodies.GetOrAdd(definition, Bind(definition, cancellation));
    }

    private BoundBody? Bind(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not { } syntax || !compilation.ContainsSyntaxTree(syntax.SyntaxTree))
        {
            return null;
        }

        // the accessor of `int P => 1;` is the arrow; its operation hangs below the property
        IOperation? root = compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellation);
        if (root is null && syntax is ArrowExpressionClauseSyntax arrow)
        {
            root = compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(arrow.Expression, cancellation);
        }

        return root is null ? null : new BoundBody(method, root, syntax);
    }

    private static void Visit(INamespaceOrTypeSymbol container, List<IMethodSymbol> found, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (ISymbol member in container.GetMembers())
        {
            switch (member)
            {
                case INamespaceOrTypeSymbol inner:
                    Visit(inner, found, cancellation);
                    break;
                case IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary } method when Attributes.Find(method, "GradientOfAttribute") is not null:
                    found.Add(method);
                    break;
            }
        }
    }
}
