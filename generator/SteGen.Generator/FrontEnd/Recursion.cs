using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

/// <summary>A method that is compiled on its own, for one kind of arguments.</summary>
internal sealed class Procedure(Callee callee, Lowering lowering)
{
    /// <summary>How it is called; which spans it writes is known when all bodies are.</summary>
    public Callee Callee { get; set; } = callee;

    public Lowering Lowering { get; } = lowering;

    public Function Body => Lowering.Function;

    /// <summary>Numbers of the parameters whose elements are read before the method has written any.</summary>
    public HashSet<int> ReadFirst { get; } = [];

    /// <summary>The body in the first round of its loops, once it is complete.</summary>
    public Function FirstRound => _firstRound ??= Compiler.Analyses.FirstRound.Of(Body, out _);

    private Function? _firstRound;
}

/// <summary>
/// Methods that call themselves cannot stand in place of their calls. Which they are is found out on the way: where inlining comes to a body that is open already, the method is noted, and the lowering of the root begins anew.
/// </summary>
internal sealed class Recursion
{
    /// <summary>More bodies of one root are one method with ever other constants.</summary>
    private const int MostBodies = 64;

    private readonly Dictionary<string, Procedure> _procedures = [];

    public HashSet<IMethodSymbol> Methods { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>What the names of the procedures begin with.</summary>
    public string Stem { get; private set; } = "";

    public bool IsFull => _procedures.Count >= MostBodies;

    public IReadOnlyCollection<Procedure> All => _procedures.Values;

    public void Begin(string stem)
    {
        _procedures.Clear();
        Stem = stem;
    }

    public Procedure? Find(string key) => _procedures.TryGetValue(key, out Procedure? found) ? found : null;

    public void Add(string key, Procedure procedure) => _procedures.Add(key, procedure);

    /// <summary>A name that no other procedure has.</summary>
    public string Name(IMethodSymbol method)
    {
        string plain = $"{Stem}_{method.Name.Replace('.', '_').Replace('<', '_').Replace('>', '_')}", name = plain;
        for (int k = 2; _procedures.Values.Any(p => p.Callee.Method == name); k++)
        {
            name = plain + k;
        }

        return name;
    }

    /// <summary>Once all bodies are there: what each reads of its surroundings becomes a parameter, and calls learn which spans are written.</summary>
    public void Settle(Function root)
    {
        if (_procedures.Count == 0)
        {
            return;
        }

        PassSurroundings(root);
        Dictionary<string, Procedure> byName = _procedures.Values.ToDictionary(p => p.Callee.Procedure!);
        Repeat(() => byName.Values.Count(p => NoteWritten(p, byName)) > 0);
        Repeat(() => byName.Values.Count(p => NoteReads(p)) > 0);
        Repeat(() => byName.Values.Count(p => NoteFaults(p, byName)) > 0);
        Patch(root, byName);
        foreach (Procedure p in byName.Values)
        {
            Patch(p.Body, byName);
        }
    }

    public EquatableArray<ProcedureModel> Models() => new(_procedures.Values.Select(p => new ProcedureModel(p.Callee, FunctionCode.Encode(p.Body))));

    public static IEnumerable<Inst> Calls(Function function) => function.All().Where(i => i.Op == Op.Call && i.Callee!.Procedure is not null);

    private static void Repeat(Func<bool> changes)
    {
        while (changes())
        {
        }
    }

    private static void Patch(Function function, Dictionary<string, Procedure> byName)
    {
        foreach (Inst call in Calls(function))
        {
            call.Callee = byName[call.Callee!.Procedure!].Callee;
        }
    }

    /// <summary>Each operand of a call that is a span: its parameter's number in the callee, and its buffer.</summary>
    public static IEnumerable<(int Parameter, Value Buffer)> Spans(Inst call)
    {
        int at = 0;
        for (int k = 0; k < call.Callee!.Parameters.Count; k++)
        {
            if (call.Callee.Parameters[k].Operands == 3)
            {
                yield return (k, call.Args[at]);
            }

            at += call.Callee.Parameters[k].Operands;
        }
    }

    private static List<Value?> Operands(Function body)
    {
        HashSet<Value> lengths = [.. body.LengthOf.Values];
        return [.. body.Body.Params.Where(v => !lengths.Contains(v)).Select(v => v.Type == Ty.Buffer ? v : null)];
    }

    private static bool NoteWritten(Procedure p, Dictionary<string, Procedure> byName)
    {
        HashSet<Value> written = [.. p.Body.All().Where(i => i.Op is Op.Store or Op.Accumulate or Op.Clear).Select(i => i.Args[0])];
        foreach (Inst call in p.Body.All().Where(i => i.Op == Op.Call))
        {
            Callee callee = call.Callee!.Procedure is { } name ? byName[name].Callee : call.Callee;
            written.UnionWith(Spans(call).Where(s => callee.Parameters[s.Parameter].Kind == CalleeParameterKind.WrittenSpan).Select(s => s.Buffer));
        }

        List<Value?> operands = Operands(p.Body);
        bool changed = false;
        CalleeParameter[] parameters = [.. p.Callee.Parameters];
        for (int k = 0; k < operands.Count; k++)
        {
            if (operands[k] is { } buffer && written.Contains(buffer) && parameters[k].Kind == CalleeParameterKind.InputSpan)
            {
                parameters[k] = parameters[k] with { Kind = CalleeParameterKind.WrittenSpan };
                changed = true;
            }
        }

        p.Callee = p.Callee with { Parameters = new(parameters) };
        return changed;
    }

    private bool NoteReads(Procedure p)
    {
        int before = p.ReadFirst.Count;
        p.ReadFirst.UnionWith(Numbers(p.Body).Intersect(Numbers(p.FirstRound)));
        return p.ReadFirst.Count > before;

        IEnumerable<int> Numbers(Function body)
        {
            List<Value?> operands = Operands(body);
            return ReadFirst(body).Select(b => operands.IndexOf(b)).Where(k => k >= 0);
        }
    }

    /// <summary>Buffers that are read before anything is written to them, in the order of the text.</summary>
    private HashSet<Value> ReadFirst(Function body)
    {
        HashSet<Value> written = [], read = [];
        foreach (Inst inst in body.All())
        {
            switch (inst.Op)
            {
                case Op.Store or Op.Clear:
                    written.Add(inst.Args[0]);
                    break;
                case Op.Load or Op.Accumulate when !written.Contains(inst.Args[0]):
                    read.Add(inst.Args[0]);
                    break;
                case Op.Call:
                    foreach ((int parameter, Value buffer) in Spans(inst))
                    {
                        Procedure? procedure = inst.Callee!.Procedure is { } name ? _procedures.Values.First(p => p.Callee.Procedure == name) : null;
                        CalleeParameterKind kind = (procedure?.Callee ?? inst.Callee).Parameters[parameter].Kind;
                        if (!written.Contains(buffer) && (procedure?.ReadFirst.Contains(parameter) ?? kind == CalleeParameterKind.InputSpan))
                        {
                            read.Add(buffer);
                        }
                        else if (kind == CalleeParameterKind.WrittenSpan)
                        {
                            written.Add(buffer);
                        }
                    }

                    break;
            }
        }

        return read;
    }

    /// <summary>Does a call read what it finds in a buffer?</summary>
    public bool ReadsFirst(Inst call, Value buffer) =>
        call.Callee!.Procedure is { } name && _procedures.Values.First(p => p.Callee.Procedure == name) is var callee && Spans(call).Any(s => s.Buffer == buffer && callee.ReadFirst.Contains(s.Parameter));

    /// <summary>A call that may throw is not dropped, though nobody wants its value.</summary>
    private static bool NoteFaults(Procedure p, Dictionary<string, Procedure> byName)
    {
        if (!p.Callee.IsPure || !p.Body.All().Any(i => i.Op == Op.Check || (i.Op == Op.Call && !(i.Callee!.Procedure is { } name ? byName[name].Callee : i.Callee).IsPure)))
        {
            return false;
        }

        p.Callee = p.Callee with { IsPure = false };
        return true;
    }

    // ---- procedures are static methods: what they read of the surroundings is passed

    private void PassSurroundings(Function root)
    {
        Dictionary<string, List<(string Text, Ty Type, ElementLayout? Layout)>> read = _procedures.Values.ToDictionary(p => p.Callee.Procedure!, p => Externals(p.Body));
        Repeat(() =>
        {
            bool changed = false;
            foreach (Procedure p in _procedures.Values)
            {
                List<(string, Ty, ElementLayout?)> mine = read[p.Callee.Procedure!];
                foreach ((string, Ty, ElementLayout?) more in Calls(p.Body).SelectMany(c => read[c.Callee!.Procedure!]).ToList())
                {
                    if (!mine.Contains(more))
                    {
                        mine.Add(more);
                        changed = true;
                    }
                }
            }

            return changed;
        });
        foreach (Procedure p in _procedures.Values)
        {
            List<(string Text, Ty Type, ElementLayout? Layout)> mine = read[p.Callee.Procedure!];
            Dictionary<(string, Ty), Value> parameters = [];
            foreach ((string text, Ty type, ElementLayout? layout) in mine)
            {
                Value v = new(type, text.Substring(text.LastIndexOf('.') + 1).TrimStart('_')) { Layout = layout };
                p.Body.Body.Params.Add(v);
                parameters.Add((text, type), v);
            }

            Dictionary<Value, Value> replaced = p.Body.All().Where(i => i.Op == Op.External).ToDictionary(i => i.Result, i => parameters[(i.Text!, i.Result.Type)]);
            Replace(p.Body.Body, replaced);
            Pass(p.Body.Body, (text, type, _) => parameters[(text, type)], read);
            p.Callee = p.Callee with { Parameters = new(Appended(p.Callee, mine)) };
        }

        Pass(root.Body, (text, type, layout) =>
        {
            Value v = new(type) { Layout = layout };
            Build.Add(new Inst(Op.External, [], [v]) { Text = text });
            return v;
        }, read);
    }

    private static List<(string, Ty, ElementLayout?)> Externals(Function function) =>
        [.. function.All().Where(i => i.Op == Op.External).Select(i => (i.Text!, i.Result.Type, i.Result.Layout)).Distinct()];

    /// <summary>Further inputs stand behind the others, in front of what comes out.</summary>
    private static IEnumerable<CalleeParameter> Appended(Callee callee, IEnumerable<(string Text, Ty Type, ElementLayout? Layout)> more) =>
    [
        .. callee.Parameters.Where(q => q.Kind != CalleeParameterKind.Out),
        .. more.Select(m => m.Type == Ty.Buffer
            ? new CalleeParameter(CalleeParameterKind.InputSpan, Ty.I32, m.Layout!.TypeText) { IsWhole = true, IsConstant = true }
            : new CalleeParameter(CalleeParameterKind.Scalar, m.Type, m.Type.Keyword()) { IsConstant = true }),
        .. callee.Parameters.Where(q => q.Kind == CalleeParameterKind.Out),
    ];

    private static void Pass(Region region, Func<string, Ty, ElementLayout?, Value> find, Dictionary<string, List<(string Text, Ty Type, ElementLayout? Layout)>> read)
    {
        for (int at = 0; at < region.Body.Count; at++)
        {
            Inst inst = region.Body[at];
            foreach (Region nested in inst.Regions)
            {
                Pass(nested, find, read);
            }

            if (inst.Op == Op.Call && inst.Callee!.Procedure is { } name)
            {
                Region before = new();
                foreach ((string text, Ty type, ElementLayout? layout) in read[name])
                {
                    Build.In(before, () =>
                    {
                        inst.Args.Add(find(text, type, layout));
                        if (type == Ty.Buffer)
                        {
                            inst.Args.AddRange([Build.Int(0), Build.Int(0)]);
                        }
                    });
                }

                region.Body.InsertRange(at, before.Body);
                at += before.Body.Count;
            }
        }
    }

    private static void Replace(Region region, Dictionary<Value, Value> replaced)
    {
        region.Body.RemoveAll(i => i.Op == Op.External);
        foreach (Inst inst in region.Body)
        {
            Change(inst.Args);
            foreach (Region nested in inst.Regions)
            {
                Replace(nested, replaced);
            }
        }

        Change(region.Yields);

        void Change(List<Value> values)
        {
            for (int k = 0; k < values.Count; k++)
            {
                values[k] = replaced.TryGetValue(values[k], out Value? to) ? to : values[k];
            }
        }
    }
}

/// <summary>A method was found to call itself; the lowering of the root begins anew.</summary>
internal sealed class RecursionFound : Exception;
