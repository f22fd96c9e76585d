using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;
using SteGen.Compiler.Transforms.Vectorize;

namespace SteGen.Compiler.Emit;

/// <summary>One generated member whose body is a function printed as scalar text.</summary>
internal sealed record Member(Signature Signature, Members Kind, Function Function, Dictionary<Value, string> Parameters)
{
    public string Summary { get; init; } = "";

    public string? Returns { get; init; }

    /// <summary>Statements that refuse bad arguments, before anything is written.</summary>
    public List<string> Guards { get; init; } = [];

    /// <summary>Statements after the guards: gradients that are overwritten start at zero.</summary>
    public List<string> Prologue { get; init; } = [];

    /// <summary>Statements after the body: results.</summary>
    public Func<ScalarEmitter, IEnumerable<string>> Epilogue { get; init; } = _ => [];

    /// <summary>Serves another member only.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>How the function's kept allocations come from the caller's tape: empty, <c>Allocate</c> or <c>Next</c>.</summary>
    public string Tape { get; init; } = "";

    /// <summary>
    /// Buffers of structs of one type are read and written as buffers of that type: the first statements of the body make those views.
    /// </summary>
    public Member Flattened()
    {
        Dictionary<Value, string> parameters = new(Parameters);
        Dictionary<Value, ElementLayout> layouts = Function.Body.Params.Where(p => p.Type == Ty.Buffer).ToDictionary(p => p, p => p.Layout!);
        HashSet<Value> used = [.. Function.All().SelectMany(i => i.Args)];
        HashSet<Value> written = BufferText.Written(Function);
        List<string> views = [];
        foreach (Value flat in FlattenStructs.Run(Function).Where(used.Contains))
        {
            string view = parameters[flat].TrimStart('@') + "Values";
            views.Add($"{BufferText.SpanType(flat, written.Contains(flat))} {view} = global::System.Runtime.InteropServices.MemoryMarshal.Cast<{layouts[flat].TypeText}, {flat.Layout!.TypeText}>({parameters[flat]});");
            parameters[flat] = view;
        }

        Simplify.Run(Function);
        return this with { Parameters = parameters, Views = views };
    }

    private List<string> Views { get; init; } = [];

    /// <summary>The loops of this member that run in lanes, each a method of its own; without those that stand with another member already.</summary>
    public IReadOnlyList<PlannedKernel> Kernels { get; private set; } = [];

    /// <summary>Takes the loops that go into lanes out of the body.</summary>
    /// <param name="name">Gives a kernel its name.</param>
    /// <param name="known">The kernels of the other members.</param>
    public void Outline(Func<string> name, Dictionary<string, PlannedKernel> known) => Kernels = LaneLoops.Outline(Function, name, known);

    public void Write(SourceWriter writer, MethodModel model)
    {
        bool rents = ScalarEmitter.NeedsWorkspace(Function);
        string workspace = Signature.Local(model, "workspace");
        SourceFile.Docs(writer, Signature, Summary, Returns);
        writer.Line($"[global::SteGen.GeneratedDerivative(\"{model.Name}\", global::SteGen.Derivatives.{Kind}, {FunctionCode.Version})]");
        if (!rents)
        {
            Optimize(writer);
            writer.Block(Head(model, IsPrivate ? "private" : model.Accessibility, Signature.Name, []), () =>
            {
                Lines(writer, Arguments.Views(model));
                Lines(writer, Guards);
                Body(writer, model);
            });
            WriteKernels(writer, model);
            return;
        }

        // renting and its try stay out of the method that has the loops: together they run at half the speed
        string core = Signature.Name + "Core";
        writer.Block(Head(model, IsPrivate ? "private" : model.Accessibility, Signature.Name, []), () =>
        {
            Lines(writer, Guards.Count > 0 ? Arguments.Views(model) : []);
            Lines(writer, Guards);
            writer.Line($"global::SteGen.Tape {workspace} = global::SteGen.Tape.Rent();");
            writer.Block("try", () => writer.Line($"{(Signature.ReturnType == "void" ? "" : "return ")}{core}({Signature.Pass(workspace)});"));
            writer.Block("finally", () => writer.Line($"{workspace}.Dispose();"));
        });
        writer.Line();
        Optimize(writer);
        writer.Block(Head(model, "private", core, [new Argument("global::SteGen.Tape", workspace, "", "")]), () =>
        {
            Lines(writer, Arguments.Views(model));
            Body(writer, model);
        });
        WriteKernels(writer, model);
    }

    private void WriteKernels(SourceWriter writer, MethodModel model)
    {
        foreach (PlannedKernel kernel in Kernels)
        {
            writer.Line();
            KernelText.Write(writer, kernel, model.TakenNames);
        }
    }

    private void Optimize(SourceWriter writer)
    {
        if (Function.All().Any(i => i.Op is Op.For or Op.While))
        {
            writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
        }
    }

    private string Head(MethodModel model, string accessibility, string name, IEnumerable<Argument> more) =>
        $"{accessibility} {(model.IsStatic ? "static " : "")}{Signature.Declare(name, more)}";

    private void Body(SourceWriter writer, MethodModel model)
    {
        if (!ScalarEmitter.NeedsUnchecked(Function))
        {
            Statements(writer, model);
            return;
        }

        // integers wrap, whatever the project says about overflow
        writer.Block("unchecked", () => Statements(writer, model));
    }

    private void Statements(SourceWriter writer, MethodModel model)
    {
        Lines(writer, Prologue);
        Lines(writer, Views);
        string workspace = Signature.Local(model, "workspace");
        Names names = new([.. Signature.Arguments.Select(a => a.Name.TrimStart('@')), .. Parameters.Values, .. model.TakenNames, workspace, "tape"]);
        ScalarEmitter emitter = new(Function, writer, names, Entries(writer, names), workspace, Tape);
        emitter.Body();
        Lines(writer, Epilogue(emitter));
    }

    /// <summary>What a <c>ref</c> argument held on entry is read after it may have been written: a variable keeps it.</summary>
    private Dictionary<Value, string> Entries(SourceWriter writer, Names names)
    {
        Dictionary<Value, string> parameters = new(Parameters);
        foreach (Argument a in Signature.Arguments.Where(a => a.Modifier == "ref"))
        {
            string Rest(string text) => text.Substring(a.Name.Length);
            List<Value> read = [.. Parameters.Where(p => p.Value == a.Name || p.Value.StartsWith(a.Name + ".", StringComparison.Ordinal)).Select(p => p.Key)];
            if (read.Count == 0)
            {
                continue;
            }

            string entry = names.Fresh(a.Name.TrimStart('@') + "OnEntry");
            writer.Line($"{a.Type} {entry} = {a.Name};");
            read.ForEach(v => parameters[v] = entry + Rest(Parameters[v]));
        }

        return parameters;
    }

    private static void Lines(SourceWriter writer, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            writer.Line(line);
        }
    }
}
