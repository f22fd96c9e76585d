using System;
using System.Globalization;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Emit;

/// <summary>The scalar C# text of every pure operation. Elementary functions are those of the runtime library, whose bits equal its vector text.</summary>
public static class ScalarOps
{
    /// <summary>The runtime's scalar functions.</summary>
    public const string Elementary = "global::SteGen.Numerics.Elementary";

    /// <summary>How tightly the outermost operator of a text binds: it needs parentheses inside anything tighter.</summary>
    public enum Precedence
    {
        Conditional,
        Or,
        And,
        BitOr,
        BitXor,
        BitAnd,
        Equality,
        Relational,
        Shift,
        Additive,
        Multiplicative,
        Unary,
        Primary,
    }

    /// <summary>A text and how tightly it binds.</summary>
    public readonly record struct Fragment(string Text, Precedence Precedence)
    {
        public string In(Precedence context, bool right = false) =>
            Precedence < context || (right && Precedence == context) ? "(" + Text + ")" : Text;
    }

    public static string Expression(Inst inst, Func<Value, string> name) => Fragments(inst, v => new Fragment(name(v), Precedence.Primary)).Text;

    /// <summary>The text of an operation from the texts of its operands, with parentheses only where they are needed.</summary>
    public static Fragment Fragments(Inst inst, Func<Value, Fragment> operand)
    {
        Fragment A(int k) => operand(inst.Args[k]);
        Fragment Binary(string op, Precedence p) => new($"{A(0).In(p)} {op} {A(1).In(p, right: true)}", p);
        Fragment Unary(string op) => new(op + Guard(A(0)), Precedence.Unary);
        Fragment Call(string method) => new($"{method}({string.Join(", ", Enumerable.Range(0, inst.Args.Count).Select(k => A(k).Text))})", Precedence.Primary);
        Fragment Cast(string type) => new($"({type}){A(0).In(Precedence.Unary)}", Precedence.Unary);

        // -x after a unary minus would read as a decrement
        string Guard(Fragment f) => f.Precedence == Precedence.Unary || f.Text.StartsWith("-", StringComparison.Ordinal) ? "(" + f.Text + ")" : f.In(Precedence.Unary);

        bool wide = inst.Results.Count > 0 && inst.Result.Type == Ty.F64;
        string math = wide ? "global::System.Math" : "global::System.MathF";
        switch (inst.Op)
        {
            case Op.Const: return Constant(inst);
            case Op.External: return new(inst.Text!, IsPath(inst.Text!) ? Precedence.Primary : Precedence.Conditional);
            case Op.Add or Op.IAdd: return Binary("+", Precedence.Additive);
            case Op.Sub or Op.ISub: return Binary("-", Precedence.Additive);
            case Op.Mul or Op.IMul: return Binary("*", Precedence.Multiplicative);
            case Op.Div or Op.IDiv: return Binary("/", Precedence.Multiplicative);
            case Op.Rem or Op.IRem: return Binary("%", Precedence.Multiplicative);
            case Op.Neg or Op.INeg: return Unary("-");
            case Op.Not: return Unary("!");
            case Op.INot: return Unary("~");
            case Op.IAnd: return Binary("&", Precedence.BitAnd);
            case Op.And: return Binary("&", Precedence.BitAnd);
            case Op.IOr or Op.Or: return Binary("|", Precedence.BitOr);
            case Op.IXor: return Binary("^", Precedence.BitXor);
            case Op.IShl: return Binary("<<", Precedence.Shift);
            case Op.IShr: return Binary(">>", Precedence.Shift);
            case Op.IShrU: return Binary(">>>", Precedence.Shift);
            case Op.FEq or Op.IEq or Op.BEq: return Binary("==", Precedence.Equality);
            case Op.FNe or Op.INe or Op.BNe: return Binary("!=", Precedence.Equality);
            case Op.FLt or Op.ILt: return Binary("<", Precedence.Relational);
            case Op.FLe or Op.ILe: return Binary("<=", Precedence.Relational);
            case Op.IULt:
                string u = inst.Args[0].Type == Ty.I64 ? "ulong" : "uint";
                return new($"({u}){A(0).In(Precedence.Unary)} < ({u}){A(1).In(Precedence.Unary)}", Precedence.Relational);
            case Op.Select:
                return new($"{A(0).In(Precedence.Or)} ? {A(1).In(Precedence.Or)} : {A(2).In(Precedence.Or)}", Precedence.Conditional);
            case Op.IMax: return Call("global::System.Math.Max");
            case Op.IMin: return Call("global::System.Math.Min");
            case Op.IAbs: return new($"({A(0).Text} < 0 ? -{A(0).In(Precedence.Primary)} : {A(0).Text})", Precedence.Primary);
            case Op.Sqrt: return Call(math + ".Sqrt");
            case Op.Abs: return Call(math + ".Abs");
            case Op.Max: return Call(math + ".Max");
            case Op.Min: return Call(math + ".Min");
            case Op.CopySign: return Call(math + ".CopySign");
            case Op.MaxNumber or Op.MinNumber: return Call($"{(wide ? "double" : "float")}.{inst.Op}");
            case Op.Floor: return Call(math + ".Floor");
            case Op.Ceiling: return Call(math + ".Ceiling");
            case Op.Truncate: return Call(math + ".Truncate");
            case Op.Round: return Call(math + ".Round");
            case Op.RoundAway: return new($"{math}.Round({A(0).Text}, global::System.MidpointRounding.AwayFromZero)", Precedence.Primary);
            case Op.Fma: return Call(math + ".FusedMultiplyAdd");
            case Op.ToF32: return Cast("float");
            case Op.ToF64: return Cast("double");
            case Op.ToI32: return Cast("int");
            case Op.ToI64: return Cast("long");
            case Op.StraightThrough: return A(0);
            default: return Call($"{Elementary}.{inst.Op}");
        }
    }

    private static bool IsPath(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or ':' or '@');

    public static Fragment Constant(Inst inst) => inst.Result.Type switch
    {
        Ty.Bool => new(inst.Number != 0 ? "true" : "false", Precedence.Primary),
        Ty.I32 => Signed(Integer(inst.Number, int.MinValue, "int.MinValue"), inst.Number < 0),
        Ty.I64 => Signed(inst.Integer == long.MinValue ? "long.MinValue" : inst.Integer.ToString(CultureInfo.InvariantCulture) + "L", inst.Integer < 0),
        Ty.F32 => Real(inst.Number, "float", ((float)inst.Number).ToString("R", CultureInfo.InvariantCulture) + "f"),
        _ => Real(inst.Number, "double", Digits(inst.Number.ToString("R", CultureInfo.InvariantCulture))),
    };

    /// <summary>Digits alone would be an integer, of which a vector is a vector of integers.</summary>
    private static string Digits(string text) => text.IndexOfAny(['.', 'E', 'N', 'I']) < 0 ? text + ".0" : text;

    private static string Integer(double x, double min, string minText) => x == min ? minText : ((int)x).ToString(CultureInfo.InvariantCulture);

    private static Fragment Signed(string text, bool negative) => new(text, negative && text[0] == '-' ? Precedence.Unary : Precedence.Primary);

    private static Fragment Real(double x, string type, string text)
    {
        if (double.IsNaN(x))
        {
            return new(type + ".NaN", Precedence.Primary);
        }

        if (double.IsInfinity(x))
        {
            return new(type + (x > 0 ? ".PositiveInfinity" : ".NegativeInfinity"), Precedence.Primary);
        }

        if (x == 0 && BitConverter.DoubleToInt64Bits(x) < 0)
        {
            return new(type == "float" ? "-0f" : "-0.0", Precedence.Unary);
        }

        return Signed(text, x < 0);
    }
}
