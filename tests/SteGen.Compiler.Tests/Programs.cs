using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Tests;

/// <summary>A hand-built program with arguments to run it at. Buffers in <see cref="Results"/> and <see cref="InOuts"/> are written.</summary>
public sealed class Program(string name)
{
    public string Name { get; } = name;

    public Function Function { get; } = new(name);

    public List<Value> Results { get; } = [];

    public List<Value> InOuts { get; } = [];

    /// <summary>One per parameter: a number, or the contents of a buffer.</summary>
    public List<object> Arguments { get; } = [];

    public Value Scalar(string name, double x, Ty type = Ty.F64) => Parameter(new Value(type, name), type == Ty.F32 ? (double)(float)x : x);

    public Value Integer(string name, int x) => Parameter(new Value(Ty.I32, name), x);

    /// <summary>A span of reals: buffer and length.</summary>
    public (Value Buffer, Value Length) Span(string name, double[] contents, Ty type = Ty.F64)
    {
        double[] rounded = type == Ty.F32 ? [.. contents.Select(x => (double)(float)x)] : contents;
        Value buffer = Parameter(new Value(Ty.Buffer, name) { Layout = ElementLayout.Of(type) }, rounded);
        Value length = Parameter(new Value(Ty.I32, name + "Length"), contents.Length);
        Function.LengthOf[buffer] = length;
        return (buffer, length);
    }

    public (Value Buffer, Value Length) Result(string name, int length, Ty type = Ty.F64)
    {
        (Value buffer, Value n) = Span(name, new double[length], type);
        Results.Add(buffer);
        return (buffer, n);
    }

    public (Value Buffer, Value Length) InOut(string name, double[] contents, Ty type = Ty.F64)
    {
        (Value buffer, Value n) = Span(name, contents, type);
        InOuts.Add(buffer);
        return (buffer, n);
    }

    public static Program Make(string name, Func<Program, IEnumerable<Value>> body)
    {
        Program program = new(name);
        Build.At = program.Function.Body;
        Build.Origin = -1;
        program.Function.Body.Yields = [.. body(program)];
        return program;
    }

    public static Program Make(string name, Func<Program, Value> body) => Make(name, p => (IEnumerable<Value>)[body(p)]);

    private Value Parameter(Value p, object argument)
    {
        Function.Body.Params.Add(p);
        Arguments.Add(argument);
        return p;
    }

    public override string ToString() => Name;
}
