using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SteGen.Generator;

/// <summary>What the message says of an operation that is not lowered: its name, and the way out.</summary>
internal static class Refusals
{
    public static string What(IOperation o) => o.Kind switch
    {
        OperationKind.Await => "'await'",
        OperationKind.YieldReturn or OperationKind.YieldBreak => "'yield'",
        OperationKind.Try => "'try'",
        OperationKind.Lock => "'lock'",
        OperationKind.Using or OperationKind.UsingDeclaration => "'using'",
        OperationKind.Throw => "'throw' in an expression",
        OperationKind.DynamicInvocation or OperationKind.DynamicIndexerAccess or OperationKind.DynamicMemberReference or OperationKind.DynamicObjectCreation => "'dynamic'",
        OperationKind.AnonymousFunction or OperationKind.DelegateCreation => "A stored lambda",
        OperationKind.TranslatedQuery => "A query",
        OperationKind.InterpolatedString => "A string",
        OperationKind.AnonymousObjectCreation => "An anonymous object",
        OperationKind.TypeOf => "'typeof'",
        OperationKind.AddressOf => "A pointer",
        OperationKind.EventAssignment or OperationKind.EventReference => "An event",
        OperationKind.FunctionPointerInvocation => "A function pointer",
        OperationKind.InlineArrayAccess => "An inline array",
        OperationKind.With => "'with' on a class",
        _ => $"'{Short(o.Syntax)}'",
    };

    public static string Instead(IOperation o) => o.Kind switch
    {
        OperationKind.Await or OperationKind.YieldReturn or OperationKind.YieldBreak => "move the computation into a method that returns its value, and mark that",
        OperationKind.Try or OperationKind.Lock or OperationKind.Using or OperationKind.UsingDeclaration => "move it to the caller, around the differentiable method",
        OperationKind.Throw => "throw in a statement of its own, before the value is needed",
        OperationKind.DynamicInvocation or OperationKind.DynamicIndexerAccess or OperationKind.DynamicMemberReference or OperationKind.DynamicObjectCreation =>
            "use a static type",
        OperationKind.AnonymousFunction or OperationKind.DelegateCreation => "call it in the same method, or pass a struct with a generic constraint",
        OperationKind.TranslatedQuery => "write a loop",
        OperationKind.AnonymousObjectCreation => "use a tuple or a record struct",
        OperationKind.InlineArrayAccess => "use stackalloc or an array",
        OperationKind.With => "use a record struct",
        OperationKind.AddressOf or OperationKind.FunctionPointerInvocation => "use a span",
        OperationKind.InterpolatedString or OperationKind.TypeOf => "keep it out of differentiable code",
        _ when o.Descendants().Any(d => d is IAnonymousFunctionOperation) => "write a loop",
        _ => "rewrite it with numbers, structs of numbers, arrays and spans, or move it to the caller",
    };

    public static string Short(SyntaxNode syntax)
    {
        string text = string.Join(" ", syntax.ToString().Split([' ', '\t', '\r', '\n'], System.StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
    }
}
