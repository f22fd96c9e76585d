using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SteGen.Testing;

/// <summary>
/// Rewrites a program over double and float into the same program over <see cref="Dual"/> and <see cref="DualF"/>. Only names change: types, the classes whose static
/// members it calls, and conversions that the language made by itself are written out. What the program computes, and in which order, is untouched; so the derivative is
/// that of the text and not of somebody's understanding of it.
/// </summary>
/// <param name="model">Of the file that is rewritten.</param>
/// <param name="dropped">Members that do not compile without the generator: they have no part in the program.</param>
/// <param name="foreign">The user's gradients of methods that somebody else wrote.</param>
internal sealed partial class DualRewriter(SemanticModel model, IReadOnlySet<SyntaxNode> dropped, ForeignGradients foreign) : CSharpSyntaxRewriter
{
    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        if (node is null || dropped.Contains(node))
        {
            return null;
        }

        // an identifier is both to the syntax, a type and an expression: a variable is a value, unless it is only the name behind a dot or before a colon
        if (node is not ExpressionSyntax expression || (node is TypeSyntax && (node is not IdentifierNameSyntax || IsOnlyName(node) || model.GetSymbolInfo(node).Symbol is not (ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol))))
        {
            return base.Visit(node);
        }

        // A constant stays a plain number: folded by the compiler as in the original, usable in patterns, and seen as a literal by Max and Min.
        SyntaxNode? rewritten = model.GetConstantValue(expression).HasValue ? expression.WithoutTrivia() : base.Visit(node);
        return rewritten is ExpressionSyntax result ? WithConversion(expression, result) : rewritten;
    }

    private static bool IsOnlyName(SyntaxNode node) => node.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == node,
        MemberBindingExpressionSyntax or NameColonSyntax or ExpressionColonSyntax or NameEqualsSyntax or QualifiedNameSyntax => true,
        AssignmentExpressionSyntax assignment => assignment.Left == node,
        _ => false,
    };

    // Attributes, constants and enums are compile-time matters: they keep their types.
    public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) => node;

    public override SyntaxNode? VisitUsingDirective(UsingDirectiveSyntax node) => node;

    public override SyntaxNode? VisitEnumDeclaration(EnumDeclarationSyntax node) => node;

    public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node) =>
        node.Modifiers.Any(SyntaxKind.ConstKeyword) ? node : base.VisitFieldDeclaration(node);

    public override SyntaxNode? VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node) =>
        node.Modifiers.Any(SyntaxKind.ConstKeyword) ? node : base.VisitLocalDeclarationStatement(node);

    public override SyntaxNode? VisitPredefinedType(PredefinedTypeSyntax node) => Type(node) ?? base.VisitPredefinedType(node);

    public override SyntaxNode? VisitQualifiedName(QualifiedNameSyntax node) =>
        DualTypes.IsReal(model.GetSymbolInfo(node).Symbol as ITypeSymbol) ? Type(node) : base.VisitQualifiedName(node);

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node)
    {
        if (node.IsVar && model.GetTypeInfo(node).Type is { } inferred)
        {
            // "var x = 0.0" must be able to hold a dual number later.
            return DualTypes.ContainsReal(inferred) ? SyntaxFactory.ParseTypeName(DualTypes.Text(inferred)).WithTriviaFrom(node) : node;
        }

        ISymbol? symbol = model.GetSymbolInfo(node).Symbol;
        if (symbol is ITypeSymbol type && DualTypes.IsReal(type))
        {
            return Type(node);
        }

        if (symbol is ITypeSymbol vector && DualTypes.IsVector(vector))
        {
            return SyntaxFactory.ParseName(DualTypes.Text(vector)).WithTriviaFrom(node);
        }

        bool isQualified = node.Parent is MemberAccessExpressionSyntax access && access.Name == node;
        return !isQualified && StandIn(symbol) is { } standIn ? SyntaxFactory.ParseExpression(standIn).WithTriviaFrom(node) : base.VisitIdentifierName(node);
    }

    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node) =>
        StandIn(model.GetSymbolInfo(node).Symbol) is { } standIn
            ? SyntaxFactory.ParseExpression(standIn).WithTriviaFrom(node)
            : base.VisitMemberAccessExpression(node);

    public override SyntaxNode? VisitImplicitArrayCreationExpression(ImplicitArrayCreationExpressionSyntax node) =>
        model.GetTypeInfo(node).Type is IArrayTypeSymbol array && DualTypes.ContainsReal(array)
            ? SyntaxFactory.ParseExpression($"new {DualTypes.Text(array)} {Visit(node.Initializer)!.ToFullString()}")
            : base.VisitImplicitArrayCreationExpression(node);

    public override SyntaxNode? VisitImplicitStackAllocArrayCreationExpression(ImplicitStackAllocArrayCreationExpressionSyntax node) =>
        node.Initializer.Expressions.Count > 0 && model.GetTypeInfo(node).ConvertedType is INamedTypeSymbol { TypeArguments: [var element] } && DualTypes.ContainsReal(element)
            ? SyntaxFactory.ParseExpression($"stackalloc {DualTypes.Text(element)}[] {Visit(node.Initializer)!.ToFullString()}")
            : base.VisitImplicitStackAllocArrayCreationExpression(node);

    public override SyntaxNode? VisitDeclarationExpression(DeclarationExpressionSyntax node) =>
        node.Designation is ParenthesizedVariableDesignationSyntax all
            ? SyntaxFactory.ParseExpression(Designation(all)).WithTriviaFrom(node)
            : base.VisitDeclarationExpression(node);

    // A default value of a real parameter is no constant any more: dropped here, written out at each call.
    public override SyntaxNode? VisitParameter(ParameterSyntax node) =>
        base.VisitParameter(node) is ParameterSyntax visited && node.Default is not null && DualTypes.IsReal(model.GetDeclaredSymbol(node)?.Type)
            ? visited.WithDefault(null)
            : base.VisitParameter(node);

    public override SyntaxNode? VisitArgumentList(ArgumentListSyntax node)
    {
        var visited = (ArgumentListSyntax)base.VisitArgumentList(node)!;
        var omitted = ((model.GetOperation(node.Parent!) as IInvocationOperation)?.Arguments ?? (model.GetOperation(node.Parent!) as IObjectCreationOperation)?.Arguments ?? [])
            .Where(a => a.ArgumentKind == ArgumentKind.DefaultValue && DualTypes.IsReal(a.Parameter?.Type) && a.Parameter!.DeclaringSyntaxReferences.Length > 0);
        return visited.AddArguments([.. omitted.Select(a => SyntaxFactory.ParseArgumentList($"({a.Parameter!.Name}: {Literal(a.Parameter!)})").Arguments[0])]);
    }

    private static string Literal(IParameterSymbol parameter) =>
        $"({DualTypes.Of(parameter.Type)}){SymbolDisplay.FormatPrimitive(parameter.ExplicitDefaultValue!, quoteStrings: false, useHexadecimalNumbers: false)}";

    private TypeSyntax? Type(TypeSyntax node) =>
        model.GetTypeInfo(node).Type is { } type && DualTypes.IsReal(type) ? SyntaxFactory.ParseTypeName(DualTypes.Of(type)).WithTriviaFrom(node) : null;

    /// <summary>The conversions to double and float that C# makes silently are user-defined conversions for dual numbers: there they would be ambiguous, or missing.</summary>
    private ExpressionSyntax WithConversion(ExpressionSyntax original, ExpressionSyntax rewritten)
    {
        TypeInfo info = model.GetTypeInfo(original);
        if (info.Type is null || !DualTypes.IsReal(info.ConvertedType) || SymbolEqualityComparer.Default.Equals(info.Type, info.ConvertedType) || info.Type.IsTupleType)
        {
            return rewritten;
        }

        bool isNumeric = info.Type.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_Double;
        if (!isNumeric || original.Parent is ConstantPatternSyntax or RelationalPatternSyntax or CaseSwitchLabelSyntax)
        {
            return rewritten;
        }

        // As an argument, a constant is cast to the plain type: the overloads of Max and Min tell a literal by it.
        bool isLiteral = original.Parent is ArgumentSyntax && model.GetConstantValue(original).HasValue;
        string type = isLiteral ? info.ConvertedType!.ToDisplayString() : DualTypes.Of(info.ConvertedType!);
        return SyntaxFactory.ParseExpression($"(({type})({rewritten.WithoutTrivia().ToFullString()}))").WithTriviaFrom(rewritten);
    }

    /// <summary>Where a call of Math, double, Gradient or Ste goes instead.</summary>
    private string? StandIn(ISymbol? symbol)
    {
        if (symbol is IMethodSymbol called && foreign.StandInOf(called) is { } wrapper)
        {
            return wrapper;
        }

        if (symbol is not IMethodSymbol { IsStatic: true, ContainingType: { } type } method)
        {
            return null;
        }

        bool overReals = method.Parameters.Any(p => DualTypes.ContainsReal(p.Type));
        return type.ToDisplayString() switch
        {
            "System.Math" or "System.MathF" or "double" or "float" when overReals && method.MethodKind == MethodKind.Ordinary => $"global::SteGen.Testing.DualMath.{method.Name}",
            "SteGen.Gradient" => $"global::SteGen.Testing.DualGradient.{method.Name}",
            "SteGen.Ste" => $"global::SteGen.Testing.DualSte.{method.Name}",
            _ => null,
        };
    }

    private string Designation(VariableDesignationSyntax designation) => designation switch
    {
        ParenthesizedVariableDesignationSyntax all => $"({string.Join(", ", all.Variables.Select(Designation))})",
        SingleVariableDesignationSyntax one when model.GetDeclaredSymbol(one) is ILocalSymbol local => $"{DualTypes.Text(local.Type)} {one.Identifier}",
        _ => "_",
    };
}
