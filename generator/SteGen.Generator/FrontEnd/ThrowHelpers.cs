using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>The guards of .NET, <c>ArgumentOutOfRangeException.ThrowIfNegative(n)</c> and its like, as checks.</summary>
internal sealed partial class Lowering
{
    private bool ThrowHelper(IInvocationOperation i)
    {
        IMethodSymbol method = i.TargetMethod;
        if (!method.IsStatic || !method.Name.StartsWith("ThrowIf") || method.ContainingType is not { } type || !Types.IsSystem(type) || !type.Name.EndsWith("Exception"))
        {
            return false;
        }

        IArgumentOperation[] given = [.. i.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0)];
        if (method.Name is "ThrowIfNull" or "ThrowIf")
        {
            // generated members take spans and values, which are never null
            return method.Name == "ThrowIfNull" ? true : throw Refuse(i);
        }

        if (given.Length == 0 || Expr(given[0].Value) is not Val.Scalar { V: var x } || Types.Scalar(given[0].Value.Type) is null)
        {
            throw Refuse(i);
        }

        Value y = method.Name is "ThrowIfZero" or "ThrowIfNegative" or "ThrowIfNegativeOrZero" || given.Length < 2 ? Build.Zero(x.Type)
            : Expr(given[1].Value) is Val.Scalar { V: { } other } && other.Type == x.Type ? other : throw Refuse(i);
        Value fails = method.Name switch
        {
            "ThrowIfNegative" => IsNegative(x),
            "ThrowIfNegativeOrZero" => Or(IsNegative(x), IsEqual(x, y)),
            "ThrowIfZero" or "ThrowIfEqual" => IsEqual(x, y),
            "ThrowIfNotEqual" => Not(IsEqual(x, y)),
            "ThrowIfLessThan" => IsLess(x, y),
            "ThrowIfLessThanOrEqual" => Not(IsLess(y, x)),
            "ThrowIfGreaterThan" => IsLess(y, x),
            "ThrowIfGreaterThanOrEqual" => Not(IsLess(x, y)),
            _ => throw Refuse(i),
        };
        string name = given[given.Length - 1].Value.ConstantValue is { HasValue: true, Value: string text } ? Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, true) : "null";
        Require(Not(fails), $"new global::System.ArgumentOutOfRangeException({name})");
        return true;
    }

    // as CompareTo and Equals have it: NaN is below every number, and equals itself; -0.0 is negative
    private Value IsNegative(Value x) => x.Type.IsReal()
        ? Build.Emit(Op.FLt, Build.Emit(Op.CopySign, Build.Real(x.Type, 1), x), Build.Zero(x.Type))
        : Build.Emit(Op.ILt, x, Build.Zero(x.Type));

    private Value IsEqual(Value x, Value y) => x.Type.IsReal() ? Or(Build.Emit(Op.FEq, x, y), And(IsNaN(x), IsNaN(y))) : Build.Emit(Op.IEq, x, y);

    private Value IsLess(Value x, Value y) => x.Type.IsReal() ? Or(Build.Emit(Op.FLt, x, y), And(IsNaN(x), Not(IsNaN(y)))) : Build.Emit(Op.ILt, x, y);

    private static Value IsNaN(Value x) => Build.Emit(Op.FNe, x, x);
}
