using System;
using System.Linq;

namespace SteGen.Generator.Tests.RandomPrograms;

internal sealed partial class ProgramMaker
{
    /// <summary>All loops around a statement together turn at most this often.</summary>
    private const int MostTurns = 70;

    private void Statement()
    {
        if (_statements-- <= 0)
        {
            return;
        }

        switch (Pick(34))
        {
            case 1 or 2:
                Line($"{Recent(_scope.Reals)} = {Expression(3)};");
                break;
            case 3:
                Declare(Name("t"), name => $"double {name} = {Expression(3)};");
                break;
            case 4:
                Line($"{Recent(_scope.Reals)} {(Pick(2) == 0 ? "+" : "-")}= 0.3 * {Paren(Expression(2))};");
                break;
            case 5:
                Line($"{Recent(_scope.Reals)} *= 0.2 + 0.7 * {Paren(Atom())};");
                break;
            case 6 or 7 or 8 when WritableBuffer() is { } buffer:
                Store(buffer);
                break;
            case 9 or 10:
                If();
                break;
            case 11 or 12 or 13 when Turns(5):
                For();
                break;
            case 14 when Turns(3):
                While();
                break;
            case 15 when Turns(5) && _scope.Buffers.Count > 0:
                ForEach(Recent(_scope.Buffers));
                break;
            case 16:
                Exit();
                break;
            case 17:
                Switch();
                break;
            case 18 or 19:
                DeclareBuffer();
                break;
            case 20:
                ChangeStruct();
                break;
            case 21:
                DeclareReference();
                break;
            case 22:
                Swap();
                break;
            case 23:
                Call();
                break;
            case 24:
                Line($"k = {(Pick(2) == 0 ? "(k * 3 + 1) % 5" : $"({Recent(_scope.Integers).Name} + 1) % 5")};");
                break;
            case 25:
                Line($"up = {Condition(1)};");
                break;
            case 26:
                DeclareTuple();
                break;
            case 27:
                DeclareStructArray();
                break;
            case 28 when _scope.StructArrays.Count > 0:
                ChangeStructElement();
                break;
            case 29 when Turns(4) && _scope.StructArrays.Count > 0:
                ForEachStruct();
                break;
            case 30 when _scope.Writable.FirstOrDefault(b => b.IsArray) is { } array:
                Line($"Sweep({array.Name}, {Pick(3)});");
                break;
            case 31:
                LocalFunction();
                break;
            case 32:
                Line($"Larger(ref {Recent(_scope.Reals)}, ref {Recent(_scope.Reals)}) = {Expression(2)};");
                _isKinked = true;
                break;
            case 33 when ArraysOfOneLength() is { } same:
                string either = Name("b");
                Line($"double[] {either} = {Condition(1)} ? {same.First().Name} : {same.Last().Name};");
                _scope.Buffers.Add(new Buffer(either, same.Key, true, true));
                break;
            default:
                Line($"Add({Expression(1)});");
                break;
        }
    }

    private const int StructArrayLength = 4;

    private void DeclareTuple()
    {
        string name = Name("p");
        Line(Pick(2) == 0 ? $"(double A, double B) {name} = ({Expression(2)}, {Expression(1)});" : $"(double A, double B) {name} = Pair({Expression(1)}, {Expression(2)});");
        _scope.Tuples.Add(name);
        _scope.Reals.AddRange([name + ".A", name + ".B"]);
    }

    private void DeclareStructArray()
    {
        string name = Name("m");
        Line($"S[] {name} = new S[{StructArrayLength}];");
        if (Pick(2) == 1)
        {
            Line($"{name}[{Pick(StructArrayLength)}] = s;");
        }

        _scope.StructArrays.Add(name);
    }

    private void ChangeStructElement()
    {
        string element = StructElement();
        Line(Pick(5) switch
        {
            1 => $"{element} = new S {{ A = {Expression(1)}, B = {Atom()} }};",
            2 => $"{element} += {StructElement()};",
            3 => $"{element}.Turn({Expression(1)});",
            4 => $"{element} = {Recent(_scope.Structs)};",
            _ => $"{element}.{(Pick(2) == 0 ? "A" : "B")} = {Expression(2)};",
        });
    }

    private void ForEachStruct()
    {
        string e = Name("e");
        Body(4, () => Block($"foreach (S {e} in {Recent(_scope.StructArrays)})", () =>
        {
            _scope.Constants.AddRange([e + ".A", e + ".B"]);
            Statements(3);
        }));
    }

    /// <summary>A function in place that leaves early, called twice.</summary>
    private void LocalFunction()
    {
        string f = Name("Local"), a = Name("a");
        string captured = Recent(_scope.Reals);
        bool isReference = captured[0] is 'r' or 'e', writes = Pick(2) == 1 && !isReference;
        string read = isReference ? "acc" : captured;
        Line($"double {f}(double {a}) {{ if ({a} > 0.413) return 0.5 * {a} * {read}; {(writes ? $"{read} = 0.6 * {read} + 0.2 * {a};" : "")} return {a} - 0.3 * {read}; }}");
        _isKinked = true;
        Declare(Name("t"), name => $"double {name} = {f}({Expression(1)}) + 0.5 * {f}({Expression(1)});");
    }

    private void Declare(string name, Func<string, string> text)
    {
        Line(text(name));
        _scope.Reals.Add(name);
    }

    private void Store(Buffer buffer)
    {
        string element = Element(buffer);
        Line(Pick(4) switch
        {
            1 => $"{element} += 0.3 * {Paren(Expression(2))};",
            2 => $"{element} *= 0.2 + 0.7 * {Paren(Atom())};",
            3 => $"{element} = {Recent(_scope.Reals)} = {Expression(2)};",
            _ => $"{element} = {Expression(3)};",
        });
    }

    private void If()
    {
        Block($"if ({Condition(1)})", () => Statements(3));
        if (Pick(2) == 1)
        {
            Block("else", () => Statements(3));
        }
    }

    private bool Turns(int count) => _loops < 3 && _turns * count <= MostTurns;

    private void Body(int turns, Action body)
    {
        _loops++;
        _turns *= turns;
        body();
        _turns /= turns;
        _loops--;
    }

    private void For()
    {
        string i = Name("i");
        (string Head, int Low, int High) form = Pick(6) switch
        {
            1 => ($"for (int {i} = 1; {i} < 5; {i}++)", 1, 4),
            2 => ($"for (int {i} = 3; {i} >= 0; {i}--)", 0, 3),
            3 => ($"for (int {i} = 0; {i} <= n; {i}++)", 0, 3),
            4 => ($"for (int {i} = {Recent(_scope.Integers).Name}; {i} < 4; {i} += 2)", 0, 3),
            5 => ($"for (int {i} = 0; {i} <= {Recent(_scope.Integers).Name} && {Condition(1)}; {i}++)", 0, 4),
            _ => ($"for (int {i} = 0; {i} < 4; {i}++)", 0, 3),
        };
        Body(5, () => Block(form.Head, () =>
        {
            _scope.Integers.Add((i, form.Low, form.High));
            Statements(4);
        }));
    }

    private void While()
    {
        string c = Name("c");
        Line($"int {c} = 0;");
        bool isDo = Pick(2) == 1;
        string test = $"{c} < 3 && {Condition(1)}";
        Body(3, () => Block(isDo ? "do" : $"while ({test})", () =>
        {
            _scope.Integers.Add((c, 0, 3));
            Line($"{c}++;");
            Statements(4);
        }));
        if (isDo)
        {
            Line($"while ({c} < 3 && {(Pick(2) == 0 ? "up" : "acc > -0.9")});");
            _isKinked = true;
        }
    }

    private void ForEach(Buffer buffer)
    {
        string e = Name("e");
        bool isReference = buffer is { IsWritable: true, IsArray: false } && Pick(2) == 1;
        Body(5, () => Block($"foreach ({(isReference ? "ref double" : "double")} {e} in {buffer.Name})", () =>
        {
            (isReference ? _scope.Reals : _scope.Constants).Add(e);
            Statements(3);
        }));
    }

    private void Exit() => Line($"if ({Condition(1)}) {(_loops > 0 ? Pick(3) : 2) switch
    {
        0 => "break;",
        1 => "continue;",
        _ => $"return {Expression(2)};",
    }}");

    private void Switch()
    {
        Block($"switch ({Recent(_scope.Integers).Name} % 3)", () =>
        {
            for (int i = 0; i < 3; i++)
            {
                Block(i == 2 ? "default:" : $"case {i}:", () => Statements(2));
                Line("break;");
            }
        });
    }

    private void DeclareBuffer()
    {
        string name = Name("b");
        int length = 3 + Pick(3);
        switch (Pick(4))
        {
            case 1:
                Line($"double[] {name} = new double[{length}];");
                _scope.Buffers.Add(new Buffer(name, length, true, true));
                break;
            case 2 when WritableBuffer() is { } whole:
                string part = Span(whole, out length);
                DeclareSpan($"Span<double> {name} = {part};", name);
                _scope.Buffers.Add(new Buffer(name, length, true, false));
                break;
            case 3 when _scope.Buffers.Count > 0:
                string view = Span(Recent(_scope.Buffers), out length);
                DeclareSpan($"ReadOnlySpan<double> {name} = {view};", name);
                _scope.Buffers.Add(new Buffer(name, length, false, false));
                break;
            default:
                Line($"double[] {name} = {{ {string.Join(", ", Enumerable.Range(0, length).Select(_ => Expression(1)))} }};");
                _scope.Buffers.Add(new Buffer(name, length, true, true));
                break;
        }
    }

    /// <summary>Each span is read once: of one that nothing reads, made of an array, the C# compiler itself writes an invalid program.</summary>
    private void DeclareSpan(string declaration, string name)
    {
        Line(declaration);
        Line($"k = (k + {name}.Length) % 5;");
    }

    private void ChangeStruct()
    {
        string s = Recent(_scope.Structs);
        switch (Pick(4))
        {
            case 1:
                Line($"{s}.{(Pick(2) == 0 ? "A" : "B")} = {Expression(2)};");
                break;
            case 2:
                Line($"{s} += new S {{ A = {Atom()}, B = {Expression(1)} }};");
                break;
            case 3:
                string copy = Name("s");
                Line($"S {copy} = {s};");
                _scope.Structs.Add(copy);
                break;
            default:
                Line($"{s}.Turn({Expression(2)});");
                break;
        }
    }

    private void DeclareReference()
    {
        string r = Name("r"), first = Place(), second = Place();
        bool isChoice = Pick(3) == 1 && first.Contains('[', StringComparison.Ordinal) == second.Contains('[', StringComparison.Ordinal);
        Declare(r, name => isChoice ? $"ref double {name} = ref ({Condition(0)} ? ref {first} : ref {second});" : $"ref double {name} = ref {first};");
    }

    private string Place() => Pick(3) switch
    {
        1 when WritableBuffer() is { } buffer => Element(buffer),
        2 => $"{Recent(_scope.Structs)}.A",
        _ => Recent(_scope.Reals),
    };

    private IGrouping<int, Buffer>? ArraysOfOneLength() => _scope.Buffers.Where(b => b.IsArray).GroupBy(b => b.Length).FirstOrDefault(g => g.Count() > 1);

    private void Swap()
    {
        if (Pick(2) == 1 && ArraysOfOneLength() is { } same)
        {
            Line($"({same.First().Name}, {same.Last().Name}) = ({same.Last().Name}, {same.First().Name});");
            return;
        }

        string a = Place(), b = Place();
        Line($"({a}, {b}) = ({b}, 0.5 * {a});");
    }

    private void Call()
    {
        switch (Pick(3))
        {
            case 1:
                string p = Name("t"), q = Name("t");
                Line($"Split({Expression(2)}, out double {p}, out var {q});");
                _scope.Reals.AddRange([p, q]);
                break;
            case 2 when WritableBuffer() is { } buffer:
                Line($"Blend({Span(Recent(_scope.Buffers), out _)}, {Span(buffer, out _)}, {Expression(1)});");
                break;
            default:
                Line($"Mix(ref {Place()}, ref {Place()}, {Expression(2)});");
                break;
        }
    }
}
