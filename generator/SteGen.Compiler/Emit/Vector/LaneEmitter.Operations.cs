using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;
using Fragment = SteGen.Compiler.Emit.ScalarOps.Fragment;
using Precedence = SteGen.Compiler.Emit.ScalarOps.Precedence;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>The vector text of every pure operation.</summary>
internal sealed partial class LaneEmitter
{
    /// <summary>A temporary is folded into the expression that uses it as long as the text stays shorter than this.</summary>
    private const int FoldedLength = 80;

    private readonly System.Collections.Generic.HashSet<(Inst, int)> _paired = [];

    /// <summary>A pure operation or a load: a variable, or a text that its one user takes in.</summary>
    private void Define(Inst inst, Region region)
    {
        if (inst.Results.All(r => (!_folding.IsUsed(r) && !_function.LengthOf.ContainsValue(r)) || _unneeded.Contains(r)))
        {
            return;
        }

        if (inst.Op == Op.Load && _rows.TryGetValue(inst, out RowGroup? group))
        {
            if (group.Leader == inst)
            {
                LoadRows(group);
            }

            return;
        }

        if (inst.Op == Op.Call && (inst.Results.Count > 1 || inst.Callee!.Return is null))
        {
            Comment(inst);
            CallStatement(inst);
            return;
        }

        Value result = inst.Result;
        bool varying = _plan.Shape(result).IsVarying;
        if (inst.Op == Op.Const)
        {
            _text[result] = ScalarOps.Constant(inst);
            return;
        }

        if (varying && inst.Op is Op.Sin or Op.Cos && SinCos(inst, region))
        {
            return;
        }

        Fragment text = varying
            ? inst.Op == Op.Load ? LoadText(inst) : Operation(inst)
            : inst.Op switch
            {
                Op.Load => BufferText.Load(inst, Scalar(inst.Args[0]).Text, Scalar(inst.Args[1]).Text),
                Op.Call => Atom(CallText(inst)),
                _ => ScalarOps.Fragments(inst, Scalar),
            };
        if (_folding.May(inst) && text.Text.Length <= FoldedLength)
        {
            Alias(result, text, inst.Args);
            return;
        }

        Comment(inst);
        _w.Line($"{TypeText(result)} {Declare(result, Fallback(inst))} = {text.Text};");
    }

    private static string Fallback(Inst inst) => inst.Op switch
    {
        Op.Load when inst.Args[0].Hint is { } buffer => buffer,
        Op.FEq or Op.FNe or Op.FLt or Op.FLe or Op.IEq or Op.INe or Op.ILt or Op.ILe or Op.IULt or Op.BEq or Op.BNe or Op.And or Op.Or or Op.Not => "test",
        Op.IAdd or Op.ISub or Op.IMul or Op.IDiv or Op.IRem => "at",
        Op.Div => "quotient",
        Op.Add => "sum",
        Op.Sub => "difference",
        Op.Mul => "product",
        Op.Neg => "negative",
        Op.Select => "chosen",
        _ => inst.Op.ToString().ToLowerInvariant(),
    };

    /// <summary>Sine and cosine of one operand, computed at once where the first of them stands.</summary>
    private bool SinCos(Inst inst, Region region)
    {
        if (_paired.Contains((inst, Copy)))
        {
            return true;
        }

        Inst? partner = region.Body.FirstOrDefault(i => i.Op is Op.Sin or Op.Cos && i.Op != inst.Op && i.Args[0] == inst.Args[0] && _folding.IsUsed(i.Result) && !_paired.Contains((i, Copy)));
        if (partner is null || region.Body.IndexOf(partner) < region.Body.IndexOf(inst))
        {
            return false;
        }

        _paired.Add((partner, Copy));

        Comment(inst);
        var (sin, cos) = inst.Op == Op.Sin ? (inst.Result, partner.Result) : (partner.Result, inst.Result);
        string argument = Lanes(inst.Args[0]).Text, type = VectorType(sin.Type);
        string s = Declare(sin, "sin"), c = Declare(cos, "cos");
        _w.Line($"{type} {s} = {M(sin.Type)}.SinCos({argument}, out {type} {c});");
        return true;
    }

    private Fragment Operation(Inst inst)
    {
        Fragment A(int k) => Lanes(inst.Args[k]);
        Ty type = inst.Results[0].Type, from = inst.Args.Count > 0 ? inst.Args[0].Type : type;
        Fragment Binary(string op, Precedence p) => new($"{A(0).In(p)} {op} {A(1).In(p, right: true)}", p);
        Fragment Call(string method) => Atom($"{method}({string.Join(", ", Enumerable.Range(0, inst.Args.Count).Select(k => A(k).Text))})");
        Fragment Compare(string method) => Mask(from, Call($"{V(from)}.{method}"));
        switch (inst.Op)
        {
            case Op.Add or Op.IAdd: return Binary("+", Precedence.Additive);
            case Op.Sub or Op.ISub: return Binary("-", Precedence.Additive);
            case Op.Mul or Op.IMul: return Binary("*", Precedence.Multiplicative);
            case Op.Div: return Binary("/", Precedence.Multiplicative);
            case Op.IDiv: return Call($"{M(type)}.Divide");
            case Op.IRem or Op.Rem: return Call($"{M(type)}.Remainder");
            case Op.Neg or Op.INeg: return new("-" + A(0).In(Precedence.Primary), Precedence.Unary);
            case Op.Fma: return Call($"{V(type)}.FusedMultiplyAdd");
            case Op.Abs or Op.IAbs: return Call($"{V(type)}.Abs");
            case Op.Sqrt: return Call($"{V(type)}.Sqrt");
            case Op.CopySign: return Call($"{V(type)}.CopySign");
            case Op.IMax or Op.Max: return Call($"{V(type)}.Max");
            case Op.IMin or Op.Min: return Call($"{V(type)}.Min");
            case Op.MaxNumber or Op.MinNumber or Op.Floor or Op.Ceiling or Op.Truncate or Op.Round: return Call($"{V(type)}.{inst.Op}");
            case Op.IAnd or Op.And: return Binary("&", Precedence.BitAnd);
            case Op.IOr or Op.Or: return Binary("|", Precedence.BitOr);
            case Op.IXor or Op.BNe: return Binary("^", Precedence.BitXor);
            case Op.INot or Op.Not: return new("~" + A(0).In(Precedence.Primary), Precedence.Unary);
            case Op.BEq: return new($"~({A(0).In(Precedence.BitXor)} ^ {A(1).In(Precedence.BitXor, right: true)})", Precedence.Unary);
            case Op.IShl: return Shift("<<", "ShiftLeft");
            case Op.IShr: return Shift(">>", "ShiftRightArithmetic");
            case Op.IShrU: return Shift(">>>", "ShiftRightLogical");
            case Op.FEq or Op.IEq: return Compare("Equals");
            case Op.FNe or Op.INe: return new("~" + Compare("Equals").Text, Precedence.Unary);
            case Op.FLt or Op.ILt: return Compare("LessThan");
            case Op.FLe or Op.ILe: return Compare("LessThanOrEqual");
            case Op.IULt:
                string unsigned = from == Ty.I64 ? ".AsUInt64()" : ".AsUInt32()";
                return Mask(from, Atom($"{V(from)}.LessThan({A(0).In(Precedence.Primary)}{unsigned}, {A(1).In(Precedence.Primary)}{unsigned})"));
            case Op.Select:
                return Blend(type, A(0), A(1), A(2));
            case Op.ToF32 or Op.ToF64 or Op.ToI32 or Op.ToI64:
                return Convert(inst, type, from);
            case Op.StraightThrough:
                return A(0);
            default:
                return Call($"{M(type)}.{inst.Op}");
        }

        Fragment Shift(string op, string method) => _plan.Shape(inst.Args[1]).IsUniform
            ? new($"{A(0).In(Precedence.Shift)} {op} {Scalar(inst.Args[1]).In(Precedence.Additive)}", Precedence.Shift)
            : Call($"{M(type)}.{method}");
    }

    /// <summary>What a comparison gives, as a mask of the loop's lanes.</summary>
    private Fragment Mask(Ty compared, Fragment text)
    {
        string bits = text.Text + (compared switch { Ty.I32 => ".AsSingle()", Ty.I64 => ".AsDouble()", _ => "" });
        return Atom(IsHalf(compared) ? $"{_a.M}.WidenMask({bits})" : bits);
    }

    private Fragment Convert(Inst inst, Ty type, Ty from)
    {
        if (type == from)
        {
            return Lanes(inst.Args[0]);
        }

        LaneShape shape = _plan.Shape(inst.Args[0]);
        if (shape.IsLinear && type is Ty.F64 or Ty.I64)
        {
            // indices are small enough to be exact
            string wide = type.Keyword(), start = Scalar(inst.Args[0]).In(Precedence.Unary);
            return Atom($"{_a.V}.CreateSequence(({wide}){start}, ({wide})({Stride(shape)}))");
        }

        string method = type switch { Ty.F32 => "ToSingle", Ty.F64 => "ToDouble", Ty.I32 => "ToInt32", _ => "ToInt64" };
        return Atom($"{(IsHalf(type) && IsHalf(from) ? _a.M2 : _a.M)}.{method}({Lanes(inst.Args[0]).Text})");
    }
}
