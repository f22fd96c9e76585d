using System.Collections.Generic;
using System.Linq;

namespace SteGen.Generator.Tests.RandomPrograms;

internal sealed partial class ProgramMaker
{
    private static readonly string[] s_numbers = ["0.5", "1.0", "-0.7", "0.31", "1.3", "0.0", "2.0"];
    private static readonly string[] s_bounds = ["0.137", "-0.211", "0.593", "-0.871", "0.0173"];

    /// <summary>A recent name more often than an old one.</summary>
    private T Recent<T>(IReadOnlyList<T> from) => from[from.Count - 1 - (Pick(2) == 0 ? Pick(from.Count) : Pick((from.Count + 1) / 2))];

    private string Atom()
    {
        switch (Pick(8))
        {
            case 1 or 2 when _scope.Buffers.Count > 0:
                return Element(Recent(_scope.Buffers));
            case 3:
                return s_numbers[Pick(s_numbers.Length)];
            case 4:
                return $"{Recent(_scope.Structs)}.{(Pick(2) == 0 ? "A" : "B")}";
            case 5:
                return $"(0.25 * {Recent(_scope.Integers).Name})";
            case 6 when _scope.Constants.Count > 0:
                return Recent(_scope.Constants);
            default:
                return Recent(_scope.Reals);
        }
    }

    private string Element(Buffer buffer) => $"{buffer.Name}[{Index(buffer.Length)}]";

    /// <summary>An index below the length, by its range where that fits, else by a remainder.</summary>
    private string Index(int length)
    {
        if (Pick(4) == 0)
        {
            return Pick(length).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        (string name, int low, int high) = Recent(_scope.Integers);
        List<string> fitting = [];
        if (low >= 0 && high < length)
        {
            fitting.AddRange([name, $"{length - 1} - {name}"]);
        }

        if (low >= 1 && high <= length)
        {
            fitting.Add($"{name} - 1");
        }

        if (low >= 0 && high + 1 < length)
        {
            fitting.Add($"{name} + 1");
        }

        fitting.AddRange([$"({name} + {Pick(4)}) % {length}", $"({name} * 2 + {Recent(_scope.Integers).Name}) % {length}", $"({Condition(0)} ? {Pick(length)} : {name} % {length})"]);
        return fitting[Pick(fitting.Count)];
    }

    private string Expression(int depth)
    {
        if (depth == 0)
        {
            return Atom();
        }

        string E() => Expression(depth - 1);
        switch (Pick(26))
        {
            case 1:
                return $"0.5 * ({E()} + {E()})";
            case 2:
                return $"Math.Sin({E()})";
            case 3:
                return $"0.7 * {Paren(E())} * {Atom()}";
            case 4:
                return $"({E()} - 0.4 * {Paren(E())})";
            case 5:
                return $"Math.Tanh({E()})";
            case 6:
                return $"Math.Exp(-Square({E()}))";
            case 7:
                return $"Math.Sqrt(1.0 + Square({E()}))";
            case 8:
                return $"{Paren(E())} / (1.5 + Square({E()}))";
            case 9:
                _isKinked = true;
                return $"Math.{(Pick(2) == 0 ? "Max" : "Min")}({E()}, {E()})";
            case 10:
                return $"({Condition(1)} ? {E()} : {E()})";
            case 11:
                _isKinked = true;
                return $"Steps({E()}, {E()})";
            case 12:
                return $"(-{Paren(E())})";
            case 13:
                return $"({Recent(_scope.Reals)} = 0.5 * {Paren(E())})";
            case 14:
                return $"Peek(in {Recent(_scope.Reals)}, ref {Recent(_scope.Reals)})";
            case 15 when _scope.Buffers.Count > 0:
                return $"Sum({Span(Recent(_scope.Buffers), out _)})";
            case 16:
                return $"{Recent(_scope.Structs)}.Size";
            case 17:
                return $"(n switch {{ 0 => {E()}, 1 => {E()}, _ => {E()} }})";
            case 18:
                return $"Math.Cos({E()} + {Atom()})";
            case 19:
                return $"Math.Log(2.0 + Square({E()}))";
            case 20:
                return $"Chain({E()}, {E()}, {Recent(_scope.Integers).Name} % 4)";
            case 21:
                return $"Tree({E()}, {Recent(_scope.Integers).Name} % 4)";
            case 22:
                return $"Apply(q => 0.6 * q * {(Pick(2) == 0 ? "x" : "y")} + {(Pick(2) == 0 ? "acc" : s_numbers[Pick(s_numbers.Length)])}, {E()})";
            case 23 when _scope.Tuples.Count > 0:
                return $"{Recent(_scope.Tuples)}.{(Pick(2) == 0 ? "A" : "B")}";
            case 24 when _scope.StructArrays.Count > 0:
                return $"{StructElement()}.{(Pick(3) switch { 0 => "A", 1 => "B", _ => "Size" })}";
            case 25:
                return $"Pair({E()}, {E()}).{(Pick(2) == 0 ? "A" : "B")}";
            default:
                return Atom();
        }
    }

    private string StructElement() => $"{Recent(_scope.StructArrays)}[{Index(StructArrayLength)}]";

    /// <summary>A minus before a minus would be a decrement.</summary>
    private static string Paren(string e) => e.StartsWith('-') ? $"({e})" : e;

    private string Condition(int depth)
    {
        switch (Pick(7))
        {
            case 1 or 2:
                _isKinked = true;
                return $"{Paren(Expression(depth))} {(Pick(2) == 0 ? ">" : "<")} {s_bounds[Pick(s_bounds.Length)]}";
            case 3:
                return "up";
            case 4 when depth > 0:
                return $"({Condition(depth - 1)} && {Condition(depth - 1)})";
            case 5 when depth > 0:
                return $"({Condition(depth - 1)} || {Condition(depth - 1)})";
            case 6:
                return $"!({Condition(0)})";
            default:
                return $"{Recent(_scope.Integers).Name} % {2 + Pick(2)} == {Pick(2)}";
        }
    }

    /// <summary>A buffer as a span, whole or a part of it.</summary>
    private string Span(Buffer buffer, out int length)
    {
        int start = buffer.Length < 3 ? 0 : Pick(2);
        length = start == 0 ? buffer.Length : buffer.Length - start - Pick(2);
        return start == 0 ? buffer.Name : $"{buffer.Name}.{(buffer.IsArray ? "AsSpan" : "Slice")}({start}, {length})";
    }

    private Buffer? WritableBuffer() => _scope.Writable.ToList() is { Count: > 0 } all ? Recent(all) : null;
}
