using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms;
using SteGen.Compiler.Transforms.Vectorize;
using Fragment = SteGen.Compiler.Emit.ScalarOps.Fragment;

namespace SteGen.Compiler.Emit;

/// <summary>
/// Prints the statements of a function as scalar C#. The caller has named the parameters, gives each its text, and prints what becomes of the yields.
/// </summary>
public sealed partial class ScalarEmitter
{
    /// <summary>A temporary is folded into the expression that uses it as long as the text stays shorter than this.</summary>
    private const int FoldedLength = 72;

    private readonly Function _function;
    private readonly SourceWriter _writer;
    private readonly Names _names;
    private readonly Folding _folding;
    private readonly Dictionary<Value, Fragment> _text = [];
    private readonly Dictionary<Value, HashSet<Value>> _reads = [];
    private readonly HashSet<Value> _surroundings;
    private readonly string _workspace, _keeps;
    private string _lastOrigin = "";
    private int _stacks;

    /// <summary>Of a procedure, which calls itself with the same workspace: its stacks, and the variables that hold where they begin.</summary>
    private readonly List<(string Stack, string Bottom)>? _bottoms;

    /// <param name="function">What to print; in its final stage.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="names">Names that are taken already.</param>
    /// <param name="parameters">C# text of each parameter of the function that is used.</param>
    /// <param name="workspace">Name of the tape that allocations come from.</param>
    /// <param name="sharedStacks">Of a procedure: the number of its first stack in the workspace. Below what it puts there, items of other calls may lie.</param>
    /// <param name="keeps">The method of the argument <c>tape</c> that gives the memory of kept values: <c>Allocate</c> where they are written, <c>Next</c> where they are read.</param>
    public ScalarEmitter(Function function, SourceWriter writer, Names names, IReadOnlyDictionary<Value, string> parameters, string workspace = "workspace", string keeps = "", int? sharedStacks = null)
    {
        (_bottoms, _stacks) = (sharedStacks is null ? null : [], sharedStacks ?? 0);
        (_function, _writer, _names, _workspace, _keeps) = (function, writer, names, workspace, keeps);
        _folding = new Folding(function);
        _surroundings = [.. function.All().Where(i => i.Op == Op.External && i.Result.Type == Ty.Buffer).Select(i => i.Result)];
        foreach (KeyValuePair<Value, string> p in parameters)
        {
            _text[p.Key] = new Fragment(p.Value, ScalarOps.Precedence.Primary);
        }
    }

    /// <summary>Does the function need a workspace?</summary>
    public static bool NeedsWorkspace(Function function) => function.All().Any(i => (i.Op is Op.Alloc or Op.NewStack && i.Text != TapeSplit.Kept && i.Text != CanonicalOrder.OnStack)
        || (i.Op == Op.Call && i.Callee!.Parameters.Any(p => p.Kind == CalleeParameterKind.Workspace)));

    /// <summary>Integer arithmetic wraps in the IR, whatever the user's project says about overflow.</summary>
    public static bool NeedsUnchecked(Function function) =>
        function.All().Any(i => i.Op is >= Op.IAdd and <= Op.IAbs or >= Op.ToF32 and <= Op.ToI64 or Op.IULt or Op.Check);

    public void Body() => Statements(_function.Body);

    /// <summary>The text of a value that is visible at the end of the body.</summary>
    public string Text(Value v) => Operand(v).Text;

    public Fragment Operand(Value v) => _text.TryGetValue(v, out Fragment f) ? f : new Fragment(_names[v], ScalarOps.Precedence.Primary);

    private void Statements(Region region)
    {
        for (int at = 0; at < region.Body.Count; at++)
        {
            Statement(region.Body[at], region, at);
        }
    }

    private void Statement(Inst inst, Region region, int at)
    {
        string A(int k) => Operand(inst.Args[k]).Text;
        if (inst.IsPure || inst.Op is Op.Load or Op.Pop or Op.Top or Op.Peek)
        {
            Define(inst);
            return;
        }

        if (inst.Op == Op.Check && Covered(region, at))
        {
            return;
        }

        Comment(inst);
        switch (inst.Op)
        {
            case Op.Store or Op.Accumulate:
                _writer.Line(BufferText.Store(inst, A(0), A(1), Operand(inst.Args[2]), inst.Args.Count > 3 ? A(3) : null));
                break;
            case Op.Clear:
                _writer.Line($"{A(0)}.Slice({A(1)}, {A(2)}).Clear();");
                break;
            case Op.Alloc:
                string name = _names.Declare(inst.Result, "scratch"), element = inst.Result.Layout!.TypeText;
                if (inst.Text == CanonicalOrder.OnStack)
                {
                    _writer.Line($"global::System.Span<{element}> {name} = stackalloc {element}[{A(0)}];");
                    break;
                }

                bool isKept = inst.Text == TapeSplit.Kept;
                _writer.Line($"global::System.Span<{element}> {name} = {(isKept ? "tape." + _keeps : _workspace + ".Allocate")}<{element}>({A(0)});");
                if (!isKept && inst.Text is not (Reverse.Uncleared or Reverse.UnclearedRows))
                {
                    _writer.Line($"{name}.Clear();");
                }

                break;
            case Op.NewStack:
                NewStack(inst);
                break;
            case Op.Push:
                _writer.Line($"{A(0)}.Push({A(1)});");
                break;
            case Op.Cut:
                _writer.Line($"{A(0)}.Cut({A(1)});");
                break;
            case Op.Check:
                _writer.Line(CheckText(inst, A));
                break;
            case Op.Call:
                CallStatement(inst);
                break;
            case Op.If:
                If(inst);
                break;
            case Op.For:
                For(inst);
                break;
            case Op.While:
                While(inst);
                break;
        }
    }

    private void Define(Inst inst)
    {
        if (inst.Op != Op.Pop && inst.Results.All(r => !_folding.IsUsed(r)))
        {
            return;
        }

        if (inst.Op == Op.Call && (inst.Results.Count > 1 || inst.Callee!.Return is null))
        {
            Comment(inst);
            CallStatement(inst);
            return;
        }

        Fragment text = inst.Op switch
        {
            Op.Load => BufferText.Load(inst, Operand(inst.Args[0]).Text, Operand(inst.Args[1]).Text),
            Op.Pop => new Fragment(Operand(inst.Args[0]).Text + ".Pop()", ScalarOps.Precedence.Primary),
            Op.Top => new Fragment(Operand(inst.Args[0]).Text + ".Count", ScalarOps.Precedence.Primary),
            Op.Peek => new Fragment($"{Operand(inst.Args[0]).Text}.Peek({Operand(inst.Args[1]).Text})", ScalarOps.Precedence.Primary),
            Op.Call => new Fragment(CallText(inst), ScalarOps.Precedence.Primary),
            _ => ScalarOps.Fragments(inst, Operand),
        };
        if (_folding.May(inst) && (text.Text.Length <= FoldedLength || inst.Op == Op.Const))
        {
            _text[inst.Result] = text;
            _reads[inst.Result] = [.. inst.Args.SelectMany(Reads)];
            return;
        }

        Comment(inst);
        _writer.Line($"{inst.Result.Type.Keyword()} {_names.Declare(inst.Result, Fallback(inst.Op))} = {text.Text};");
    }

    /// <summary>The variables that the text of a value mentions.</summary>
    private IEnumerable<Value> Reads(Value v) => _reads.TryGetValue(v, out HashSet<Value>? folded) ? folded : [v];

    private static string Fallback(Op op) => op switch
    {
        Op.FEq or Op.FNe or Op.FLt or Op.FLe or Op.IEq or Op.INe or Op.ILt or Op.ILe or Op.IULt or Op.BEq or Op.BNe or Op.And or Op.Or or Op.Not => "test",
        Op.IAdd or Op.ISub or Op.IMul or Op.IDiv or Op.IRem => "at",
        Op.Div => "quotient",
        Op.Add => "sum",
        Op.Sub => "difference",
        Op.Mul => "product",
        Op.Neg => "negative",
        _ => op.ToString().ToLowerInvariant(),
    };

    /// <summary>The user's statement above the code that came from it.</summary>
    private void Comment(Inst inst)
    {
        if (inst.Origin < 0 || inst.Origin >= _function.Origins.Count || _function.Origins[inst.Origin].Text is not { Length: > 0 } text || text == _lastOrigin)
        {
            return;
        }

        _lastOrigin = text;
        _writer.Line("// " + text);
    }

    private void If(Inst inst)
    {
        string condition = Operand(inst.Args[0]).Text;
        foreach (Value r in inst.Results)
        {
            if (_folding.IsUsed(r))
            {
                _writer.Line($"{r.Type.Keyword()} {_names.Declare(r, "merged")};");
            }
        }

        bool anyElse = inst.Regions[1].Body.Any(i => i.Op != Op.Const) || inst.Results.Any(_folding.IsUsed);
        Branch($"if ({condition})", inst.Regions[0]);
        if (anyElse)
        {
            Branch("else", inst.Regions[1]);
        }

        void Branch(string head, Region region) => _writer.Block(head, () =>
        {
            Statements(region);
            for (int k = 0; k < inst.Results.Count; k++)
            {
                if (_folding.IsUsed(inst.Results[k]))
                {
                    _writer.Line($"{_names[inst.Results[k]]} = {Text(region.Yields[k])};");
                }
            }
        });
    }

    /// <summary>Carried values, their next values and the loop's results share one variable.</summary>
    private void Carried(Inst inst, int firstInit, Region body, int firstParam, Region? test)
    {
        for (int k = 0; k < inst.Results.Count; k++)
        {
            Value p = body.Params[firstParam + k];
            string init = Text(inst.Args[firstInit + k]);
            string name = _names.Declare(inst.Results[k], p.Hint ?? "carried");
            _writer.Line($"{p.Type.Keyword()} {name} = {init};");
            _names.Alias(p, name);
            if (test is not null)
            {
                _names.Alias(test.Params[k], name);
            }
        }
    }

    private void For(Inst inst)
    {
        Region body = inst.Regions[0];
        Carried(inst, 1, body, 1, null);
        string index = _names.Declare(body.Params[0], "i");
        _writer.Block($"for (int {index} = 0; {index} < {Operand(inst.Args[0]).In(ScalarOps.Precedence.Shift)}; {index}++)", () =>
        {
            Statements(body);
            Assign(body, 1);
        });
    }

    private void While(Inst inst)
    {
        Region test = inst.Regions[0], body = inst.Regions[1];
        Carried(inst, 0, body, 0, test);
        _writer.Block("while (true)", () =>
        {
            Statements(test);
            string again = Operand(test.Yields[0]).In(ScalarOps.Precedence.Unary);
            _writer.Block($"if (!{again})", () => _writer.Line("break;"));
            _writer.Line();
            Statements(body);
            Assign(body, 0);
        });
    }

    /// <summary>The next values of the carried variables; at once where one of them reads another that is already replaced.</summary>
    private void Assign(Region body, int firstParam)
    {
        List<(string Name, Value Param, Value Next)> moves = [];
        for (int k = 0; k < body.Yields.Count; k++)
        {
            Value p = body.Params[firstParam + k];
            if (body.Yields[k] != p)
            {
                moves.Add((_names[p], p, body.Yields[k]));
            }
        }

        bool conflict = false;
        for (int k = 1; k < moves.Count; k++)
        {
            conflict |= moves.Take(k).Any(m => Reads(moves[k].Next).Contains(m.Param));
        }

        if (conflict)
        {
            _writer.Line($"({string.Join(", ", moves.Select(m => m.Name))}) = ({string.Join(", ", moves.Select(m => Text(m.Next)))});");
            return;
        }

        foreach (var (name, _, next) in moves)
        {
            _writer.Line($"{name} = {Text(next)};");
        }
    }

    private string CallText(Inst inst)
    {
        List<string> arguments = [];
        int operand = 0, result = inst.Callee!.Return is null ? 0 : 1;
        foreach (CalleeParameter p in inst.Callee.Parameters)
        {
            switch (p.Kind)
            {
                case CalleeParameterKind.Stack:
                    arguments.Add(Text(inst.Args[operand++]));
                    break;
                case CalleeParameterKind.Scalar:
                    Fragment value = Operand(inst.Args[operand++]);
                    string converted = $"({p.TypeText}){value.In(ScalarOps.Precedence.Unary)}";
                    arguments.Add(p.TypeText == p.Type.Keyword() ? value.Text : p.Type.IsInteger() ? $"unchecked({converted})" : converted);
                    break;
                case CalleeParameterKind.Out:
                    Value to = inst.Results[result++];
                    arguments.Add($"out {p.TypeText} {_names.Declare(to, "partial")}");
                    break;
                case CalleeParameterKind.Workspace:
                    arguments.Add(_workspace);
                    break;
                case CalleeParameterKind.InputSpan or CalleeParameterKind.WrittenSpan when p.IsWhole:
                    arguments.Add(Text(inst.Args[operand]));
                    operand += 3;
                    break;
                default:
                    // an array or a string of the surroundings becomes a span here
                    string span = _surroundings.Contains(inst.Args[operand]) ? $"((global::System.ReadOnlySpan<{inst.Args[operand].Layout!.TypeText}>){Text(inst.Args[operand])})" : Text(inst.Args[operand]);
                    arguments.Add($"{span}.Slice({Text(inst.Args[operand + 1])}, {Text(inst.Args[operand + 2])})");
                    operand += 3;
                    break;
            }
        }

        return $"{inst.Callee.Method}({string.Join(", ", arguments)})";
    }

    private void CallStatement(Inst inst)
    {
        string call = CallText(inst);
        _writer.Line(inst.Callee!.Return is { } type ? $"{type.Keyword()} {_names.Declare(inst.Results[0], "result")} = {call};" : call + ";");
    }

    /// <summary>A span access with the same index follows and tests it anyway.</summary>
    private bool Covered(Region region, int at)
    {
        Inst check = region.Body[at];
        if (check.Check != CheckKind.Index)
        {
            return false;
        }

        for (int k = at + 1; k < region.Body.Count; k++)
        {
            Inst next = region.Body[k];
            if (next.Op is Op.Load or Op.Store or Op.Accumulate && next.Args[1] == check.Args[0] && LengthOf(next.Args[0]) == check.Args[1]
                && (next.Op != Op.Load || _folding.IsUsed(next.Result)))
            {
                return true;
            }

            if (!next.IsPure && next.Op is not (Op.Load or Op.Check))
            {
                return false;
            }
        }

        return false;
    }

    private Value? LengthOf(Value buffer) => _function.LengthOf.TryGetValue(buffer, out Value? length) ? length : null;

    private static string CheckText(Inst inst, System.Func<int, string> a)
    {
        const string guard = "global::SteGen.Numerics.Guard";
        return inst.Check switch
        {
            CheckKind.Index => $"{guard}.Index({a(0)}, {a(1)});",
            CheckKind.Slice => $"{guard}.Slice({a(0)}, {a(1)}, {a(2)});",
            CheckKind.Divisor => $"if ({a(0)} == 0)\n{{\n    {guard}.DivideByZero();\n}}\n",
            CheckKind.Length => $"if ({a(0)} < 0)\n{{\n    {guard}.Overflow();\n}}\n",
            _ => $"if (!({a(0)}))\n{{\n    throw {inst.Text};\n}}\n",
        };
    }
}
