using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SteGen.Generator;

/// <summary>What the message says of an operation that is not lowered: its name, and the way out.</summary>
internal static class Refusals
{
    public static string What(IOperation o) => o.Kind switch
    {
        _ when IsUnsafe(o) => "Unsafe code",
        _ when o.Type?.SpecialType == SpecialType.System_Decimal => "'decimal'",
        _ when IsText(o) => "A string",
        OperationKind.Await => "'await'",
        OperationKind.YieldReturn or OperationKind.YieldBreak => "'yield'",
        OperationKind.Try => "'try'",
        OperationKind.Lock => "'lock'",
        OperationKind.Using or OperationKind.UsingDeclaration => "'using'",
        OperationKind.Throw => "'throw' in an expression",
        OperationKind.DynamicInvocation or OperationKind.DynamicIndexerAccess or OperationKind.DynamicMemberReference or OperationKind.DynamicObjectCreation => "'dynamic'",
        OperationKind.AnonymousFunction or OperationKind.DelegateCreation => "A stored lambda",
        OperationKind.ConditionalAccess when o is IConditionalAccessOperation { Operation: IEventReferenceOperation } => "An event",
        _ when o.Type?.TypeKind == TypeKind.Delegate && o is IAssignmentOperation => "A stored delegate",
        OperationKind.TranslatedQuery => "A query",
        OperationKind.AnonymousObjectCreation => "An anonymous object",
        OperationKind.TypeOf => "'typeof'",
        OperationKind.EventAssignment or OperationKind.EventReference => "An event",
        OperationKind.InlineArrayAccess => "An inline array",
        OperationKind.With => "'with' on a class",
        _ => $"'{Short(o.Syntax)}'",
    };

    public static string Instead(IOperation o) => o.Kind switch
    {
        _ when IsUnsafe(o) => "use a span or an array",
        _ when o.Type?.SpecialType == SpecialType.System_Decimal => NoDecimal,
        _ when IsText(o) => "keep it out of differentiable code",
        OperationKind.Await or OperationKind.YieldReturn or OperationKind.YieldBreak => "move the computation into a method that returns its value, and mark that",
        OperationKind.Try or OperationKind.Lock or OperationKind.Using or OperationKind.UsingDeclaration => "move it to the caller, around the differentiable method",
        OperationKind.Throw => "throw in a statement of its own, before the value is needed",
        OperationKind.DynamicInvocation or OperationKind.DynamicIndexerAccess or OperationKind.DynamicMemberReference or OperationKind.DynamicObjectCreation =>
            "use a static type",
        OperationKind.EventAssignment or OperationKind.EventReference => "subscribe to it and raise it in the caller",
        OperationKind.ConditionalAccess when o is IConditionalAccessOperation { Operation: IEventReferenceOperation } => "subscribe to it and raise it in the caller",
        _ when o.Type?.TypeKind == TypeKind.Delegate && o is IAssignmentOperation => NoDelegate,
        OperationKind.AnonymousFunction or OperationKind.DelegateCreation => "call it in the same method, or pass a struct with a generic constraint",
        OperationKind.TranslatedQuery => "write a loop",
        OperationKind.AnonymousObjectCreation => "use a tuple or a record struct",
        OperationKind.InlineArrayAccess => "use stackalloc or an array",
        OperationKind.With => "use a record struct",
        OperationKind.TypeOf => "keep it out of differentiable code",
        _ when o.Descendants().Any(d => d is IAnonymousFunctionOperation) => "write a loop",
        _ => "rewrite it with numbers, structs of numbers, arrays and spans, or move it to the caller",
    };

    public const string NoDecimal = "use double: a decimal carries no derivative", NoDelegate = "call a method, a local function or a lambda of this method, or take a type parameter with a constraint";

    /// <summary>What to write instead of an object of a class that is made here.</summary>
    public static string InsteadOf(ITypeSymbol type) => type switch
    {
        { ContainingNamespace: { } space } when space.ToDisplayString().StartsWith("System.Collections", System.StringComparison.Ordinal) => "use an array or a span",
        { IsReferenceType: true } => "make it a struct or a record struct",
        _ => "use a struct of this project, or pass its numbers one by one",
    };

    private static bool IsUnsafe(IOperation o) =>
        o.Syntax is FixedStatementSyntax || o.Kind is OperationKind.AddressOf or OperationKind.FunctionPointerInvocation
        || o.Syntax.IsKind(SyntaxKind.PointerIndirectionExpression) || IsPointer(o.Type) || o.ChildOperations.Any(c => IsPointer(c.Type));

    private static bool IsPointer(ITypeSymbol? type) => type is IPointerTypeSymbol or IFunctionPointerTypeSymbol;

    private static bool IsText(IOperation o) => o.Kind == OperationKind.InterpolatedString || o.Type?.SpecialType == SpecialType.System_String || o.Syntax.IsKind(SyntaxKind.Utf8StringLiteralExpression);

    public static string Short(SyntaxNode syntax)
    {
        string text = string.Join(" ", syntax.ToString().Split([' ', '\t', '\r', '\n'], System.StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
    }
}
