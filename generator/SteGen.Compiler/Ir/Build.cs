using System;
using System.Collections.Generic;

namespace SteGen.Compiler.Ir;

/// <summary>The builder: instructions are appended to the current region of this thread.</summary>
public static class Build
{
    [ThreadStatic]
    private static Region? s_at;

    [ThreadStatic]
    private static int s_origin;

    /// <summary>Where the next instruction goes.</summary>
    public static Region At
    {
        get => s_at ?? throw new InvalidOperationException("No current region.");
        set => s_at = value;
    }

    /// <summary>The origin of the next instructions, stored plus one so that a fresh thread has none.</summary>
    public static int Origin
    {
        get => s_origin - 1;
        set => s_origin = value + 1;
    }

    public static Inst Add(Inst inst)
    {
        if (inst.Origin < 0)
        {
            inst.Origin = Origin;
        }

        At.Body.Add(inst);
        return inst;
    }

    /// <summary>A pure operation with one result, whose type follows from the table.</summary>
    public static Value Emit(Op op, params Value[] args) => EmitAs(op, OpTable.ResultType(op, args), args);

    public static Value EmitAs(Op op, Ty type, params Value[] args)
    {
        Value result = new(type);
        Add(new Inst(op, [.. args], [result]));
        return result;
    }

    public static Value Real(Ty type, double x) => Constant(type, x);

    public static Value Int(int x) => Constant(Ty.I32, x);

    public static Value Long(long x)
    {
        Value result = new(Ty.I64);
        Add(new Inst(Op.Const, [], [result]) { Integer = x });
        return result;
    }

    /// <summary>An integer constant of the given integer type.</summary>
    public static Value Integer(Ty type, long x) => type == Ty.I64 ? Long(x) : Int((int)x);

    public static Value Bool(bool x) => Constant(Ty.Bool, x ? 1 : 0);

    /// <summary>Zero of a real, an integer or false.</summary>
    public static Value Zero(Ty type) => type == Ty.I64 ? Long(0) : Constant(type, 0);

    private static Value Constant(Ty type, double x)
    {
        Value result = new(type);
        Add(new Inst(Op.Const, [], [result]) { Number = type == Ty.F32 ? (float)x : x });
        return result;
    }

    public static Value External(Ty type, string text)
    {
        Value result = new(type);
        Add(new Inst(Op.External, [], [result]) { Text = text });
        return result;
    }

    public static Value Select(Value condition, Value whenTrue, Value whenFalse) => Emit(Op.Select, condition, whenTrue, whenFalse);

    public static Value Load(Value buffer, Value index, int field = 0)
    {
        Value result = new(buffer.Layout!.Leaves[field].Type);
        Add(new Inst(Op.Load, [buffer, index], [result]) { Field = field });
        return result;
    }

    public static void Store(Value buffer, Value index, Value value, int field = 0) =>
        Add(new Inst(Op.Store, [buffer, index, value], []) { Field = field });

    public static void Accumulate(Value buffer, Value index, Value value, int field = 0) =>
        Add(new Inst(Op.Accumulate, [buffer, index, value], []) { Field = field });

    public static Value Alloc(ElementLayout layout, Value length, string? hint = null)
    {
        Value result = new(Ty.Buffer, hint) { Layout = layout };
        Add(new Inst(Op.Alloc, [length], [result]));
        return result;
    }

    public static void Clear(Value buffer, Value offset, Value length) => Add(new Inst(Op.Clear, [buffer, offset, length], []));

    public static void Check(CheckKind kind, params Value[] args) => Add(new Inst(Op.Check, [.. args], []) { Check = kind });

    /// <summary>Runs <paramref name="body"/> with <paramref name="region"/> as the current one.</summary>
    public static T In<T>(Region region, Func<T> body)
    {
        Region? saved = s_at;
        s_at = region;
        try
        {
            return body();
        }
        finally
        {
            s_at = saved;
        }
    }

    public static void In(Region region, Action body) => In(region, () =>
    {
        body();
        return 0;
    });

    /// <summary>An If whose branches are built by running the functions; both yield values of the same types.</summary>
    public static List<Value> If(Value condition, Func<List<Value>> whenTrue, Func<List<Value>> whenFalse)
    {
        Region a = new(), b = new();
        a.Yields = [.. In(a, whenTrue)];
        b.Yields = [.. In(b, whenFalse)];
        List<Value> results = [];
        foreach (Value v in a.Yields)
        {
            results.Add(new Value(v.Type, v.Hint));
        }

        Add(new Inst(Op.If, [condition], [.. results], [a, b]));
        return results;
    }

    /// <summary>A counted loop; <paramref name="body"/> gets the index and the carried values and returns the next ones.</summary>
    public static List<Value> For(Value count, IReadOnlyList<Value> inits, Func<Value, List<Value>, List<Value>> body, string index = "i")
    {
        Region region = new();
        Value iv = new(Ty.I32, index);
        List<Value> carried = [], results = [];
        region.Params.Add(iv);
        foreach (Value init in inits)
        {
            Value p = new(init.Type, init.Hint);
            carried.Add(p);
            region.Params.Add(p);
            results.Add(new Value(init.Type, init.Hint));
        }

        region.Yields = [.. In(region, () => body(iv, carried))];
        Add(new Inst(Op.For, [count, .. inits], [.. results], [region]));
        return results;
    }
}
