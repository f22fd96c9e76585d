using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Model;

/// <summary>
/// A function as flat, equatable numbers and names: graphs of values exist only inside the pipeline. The same form, as text, is the compiled body that
/// other assemblies inline.
/// </summary>
public sealed record FunctionCode(EquatableArray<long> Words, EquatableArray<string> Texts)
{
    /// <summary>Changes whenever the numbering of operations or this format does: a compiled body of another version is not read.</summary>
    public const int Version = 1;

    public static FunctionCode Encode(Function function) => new Encoder().Run(function);

    public Function Decode() => new Decoder(this).Run();

    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(Version).Append('|').Append(string.Join(",", Words.Select(w => w.ToString(CultureInfo.InvariantCulture))));
        foreach (string t in Texts)
        {
            text.Append('|').Append(t.Replace("\\", "\\\\").Replace("|", "\\p"));
        }

        return text.ToString();
    }

    /// <summary>Null where the text is not one of this version.</summary>
    public static FunctionCode? Parse(string text)
    {
        string[] parts = text.Split('|');
        if (parts.Length < 2 || parts[0] != Version.ToString(CultureInfo.InvariantCulture))
        {
            return null;
        }

        List<long> words = [];
        foreach (string word in parts[1].Split(','))
        {
            if (!long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long w))
            {
                return null;
            }

            words.Add(w);
        }

        return new FunctionCode(new(words), new(parts.Skip(2).Select(Unescape)));
    }

    private static string Unescape(string text)
    {
        StringBuilder result = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
                result.Append(text[i] == 'p' ? '|' : text[i]);
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private const int Pure = 1, IsProcedure = 2;

    private const int Constant = 256, Whole = 512, Kinds = 255;

    private sealed class Encoder
    {
        private readonly List<long> _words = [];
        private readonly List<string> _texts = [];
        private readonly Dictionary<string, int> _textIndex = [];
        private readonly Dictionary<Value, int> _values = [];

        public FunctionCode Run(Function function)
        {
            Text(function.Name);
            Word(function.Origins.Count);
            foreach (Origin origin in function.Origins)
            {
                Text(origin.Method);
                Word(origin.Ordinal);
                Word(origin.Path.Count);
                foreach (int step in origin.Path)
                {
                    Word(step);
                }

                Text(origin.Text);
            }

            Block(function.Body);
            Word(function.LengthOf.Count);
            foreach (Value p in function.Body.Params.Where(function.LengthOf.ContainsKey))
            {
                Word(_values[p]);
                Word(_values[function.LengthOf[p]]);
            }

            return new FunctionCode(new(_words), new(_texts));
        }

        private void Word(long w) => _words.Add(w);

        private void Text(string? text)
        {
            if (text is null)
            {
                Word(-1);
                return;
            }

            if (!_textIndex.TryGetValue(text, out int index))
            {
                _textIndex[text] = index = _texts.Count;
                _texts.Add(text);
            }

            Word(index);
        }

        private void Block(Region region)
        {
            Define(region.Params);
            Word(region.Body.Count);
            foreach (Inst inst in region.Body)
            {
                Word((int)inst.Op);
                Word(inst.Origin);
                Word((int)inst.Check);
                Word(BitConverter.DoubleToInt64Bits(inst.Number));
                Word(inst.Integer);
                Text(inst.Text);
                Word(inst.IsAdjointSum ? 1 : 0);
                Callee(inst.Callee);
                Use(inst.Args);
                Word(inst.Regions.Count);
                foreach (Region nested in inst.Regions)
                {
                    Block(nested);
                }

                Define(inst.Results);
            }

            Use(region.Yields);
        }

        private void Use(List<Value> values)
        {
            Word(values.Count);
            foreach (Value v in values)
            {
                Word(_values[v]);
            }
        }

        private void Define(List<Value> values)
        {
            Word(values.Count);
            foreach (Value v in values)
            {
                _values.Add(v, _values.Count);
                Word((int)v.Type);
                Text(v.Hint);
                if (v.Type == Ty.Buffer)
                {
                    Text(v.Layout!.TypeText);
                    Word(v.Layout.Leaves.Count);
                    foreach (Leaf leaf in v.Layout.Leaves)
                    {
                        Text(leaf.Path);
                        Word((int)leaf.Type);
                        Text(leaf.TypeText);
                    }
                }
            }
        }

        private void Callee(Callee? callee)
        {
            Text(callee?.Method);
            if (callee is null)
            {
                return;
            }

            Word(callee.Return is { } type ? (int)type : -1);
            Word((callee.IsPure ? Pure : 0) | (callee.Procedure is null ? 0 : IsProcedure));
            if (callee.Procedure is not null)
            {
                Text(callee.Procedure);
                Text(callee.Variant);
            }

            Word(callee.ReturnsGradientOf);
            Word(callee.Parameters.Count);
            foreach (CalleeParameter p in callee.Parameters)
            {
                Word((int)p.Kind | (p.IsConstant ? Constant : 0) | (p.IsWhole ? Whole : 0));
                Word((int)p.Type);
                Text(p.TypeText);
            }

            Word(callee.Arguments.Count);
            foreach (BackwardArgument a in callee.Arguments)
            {
                Word((int)a.Kind);
                Word(a.Index);
            }

            Word(callee.HasOptionalGradients ? 1 : 0);
            Callee(callee.Backward);
            Callee(callee.Jvp);
        }
    }

    private sealed class Decoder(FunctionCode code)
    {
        private readonly List<Value> _values = [];
        private int _at;

        public Function Run()
        {
            Function function = new(Text()!);
            int origins = Int();
            for (int i = 0; i < origins; i++)
            {
                string method = Text()!;
                int ordinal = Int();
                int[] path = new int[Int()];
                for (int k = 0; k < path.Length; k++)
                {
                    path[k] = Int();
                }

                function.Origins.Add(new Origin(method, ordinal, new(path), Text()!));
            }

            function.Body = Block();
            int lengths = Int();
            for (int i = 0; i < lengths; i++)
            {
                Value buffer = _values[Int()];
                function.LengthOf[buffer] = _values[Int()];
            }

            return function;
        }

        private long Word() => code.Words[_at++];

        private int Int() => (int)Word();

        private string? Text() => Int() is var k && k >= 0 ? code.Texts[k] : null;

        private Region Block()
        {
            Region region = new() { Params = Define() };
            int count = Int();
            for (int i = 0; i < count; i++)
            {
                Op op = (Op)Int();
                int origin = Int();
                CheckKind check = (CheckKind)Int();
                double number = BitConverter.Int64BitsToDouble(Word());
                long integer = Word();
                string? text = Text();
                bool adjointSum = Int() != 0;
                Callee? callee = Callee();
                List<Value> args = Use();
                Region[] regions = new Region[Int()];
                for (int k = 0; k < regions.Length; k++)
                {
                    regions[k] = Block();
                }

                region.Body.Add(new Inst(op, args, Define(), [.. regions])
                {
                    Origin = origin,
                    Check = check,
                    Number = number,
                    Integer = integer,
                    Text = text,
                    IsAdjointSum = adjointSum,
                    Callee = callee,
                });
            }

            region.Yields = Use();
            return region;
        }

        private List<Value> Use()
        {
            int count = Int();
            List<Value> values = [];
            for (int i = 0; i < count; i++)
            {
                values.Add(_values[Int()]);
            }

            return values;
        }

        private List<Value> Define()
        {
            int count = Int();
            List<Value> values = [];
            for (int i = 0; i < count; i++)
            {
                Value v = new((Ty)Int(), Text());
                if (v.Type == Ty.Buffer)
                {
                    string type = Text()!;
                    Leaf[] leaves = new Leaf[Int()];
                    for (int k = 0; k < leaves.Length; k++)
                    {
                        leaves[k] = new Leaf(Text()!, (Ty)Int(), Text()!);
                    }

                    v.Layout = new ElementLayout(type, new(leaves));
                }

                _values.Add(v);
                values.Add(v);
            }

            return values;
        }

        private Callee? Callee()
        {
            if (Text() is not { } method)
            {
                return null;
            }

            Ty? type = Int() is var t && t >= 0 ? (Ty)t : null;
            int flags = Int();
            string? procedure = (flags & IsProcedure) == 0 ? null : Text();
            string variant = procedure is null ? "" : Text()!;
            int returns = Int();
            CalleeParameter[] parameters = new CalleeParameter[Int()];
            for (int k = 0; k < parameters.Length; k++)
            {
                int kind = Int();
                parameters[k] = new CalleeParameter((CalleeParameterKind)(kind & Kinds), (Ty)Int(), Text()!) { IsConstant = (kind & Constant) != 0, IsWhole = (kind & Whole) != 0 };
            }

            BackwardArgument[] arguments = new BackwardArgument[Int()];
            for (int k = 0; k < arguments.Length; k++)
            {
                arguments[k] = new BackwardArgument((BackwardArgumentKind)Int(), Int());
            }

            return new Callee(method, new(parameters))
            {
                Return = type,
                IsPure = (flags & Pure) != 0,
                Procedure = procedure,
                Variant = variant,
                ReturnsGradientOf = returns,
                Arguments = new(arguments),
                HasOptionalGradients = Int() != 0,
                Backward = Callee(),
                Jvp = Callee(),
            };
        }
    }
}
