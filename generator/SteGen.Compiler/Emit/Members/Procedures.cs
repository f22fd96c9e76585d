using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;

namespace SteGen.Compiler.Emit;

/// <summary>The procedures that the members of a method call, made as they are asked for: those of its recursive methods, and what derivatives make of them.</summary>
internal sealed class Procedures
{
    private readonly Dictionary<string, (Callee Signature, Function Body)> _bodies = [];
    private readonly Dictionary<string, FramePair> _pairs = [];
    private readonly Dictionary<(string, string), Function> _unfinished = [];

    /// <summary>What is emitted, by the names of the methods.</summary>
    private readonly Dictionary<string, (Callee Callee, Function Function)> _made = [];

    /// <summary>Stacks with lower numbers belong to the members.</summary>
    private int _firstStack;

    public Procedures(MethodModel model)
    {
        foreach (ProcedureModel p in model.Procedures)
        {
            Function body = p.Body.Decode();
            Passes.Prepare(body);
            _bodies.Add(p.Signature.Procedure!, (p.Signature, body));
        }
    }

    /// <summary>Makes all that the members call, and tells those calls that need one that they pass a workspace.</summary>
    public void Complete(IEnumerable<Function> members)
    {
        if (_bodies.Count == 0)
        {
            return;
        }

        List<Function> all = [.. members];
        _firstStack = all.Select(f => f.All().Count(i => i.Op == Op.NewStack)).DefaultIfEmpty().Max();
        for (int k = 0; k < all.Count; k++)
        {
            foreach (Callee callee in Calls(all[k]).Select(c => c.Callee!).Where(c => !_made.ContainsKey(c.Method)).ToList())
            {
                if (!_made.ContainsKey(callee.Method))
                {
                    Function function = Cloner.Clone(Unfinished(callee));
                    Passes.Finish(function);
                    _made.Add(callee.Method, (callee, function));
                    all.Add(function);
                }
            }
        }

        PassWorkspaces(all);
    }

    public void Write(SourceWriter writer, MethodModel model)
    {
        foreach ((Callee callee, Function function) in _made.Values)
        {
            writer.Line();
            ProcedureText.Write(writer, callee, function, model.TakenNames, _firstStack);
        }
    }

    private static IEnumerable<Inst> Calls(Function function) => function.All().Where(i => i.Op == Op.Call && i.Callee!.Procedure is not null);

    private Function Unfinished(Callee callee)
    {
        if (!_unfinished.TryGetValue((callee.Procedure!, callee.Variant), out Function? function))
        {
            _unfinished[(callee.Procedure!, callee.Variant)] = function = Make(callee.Procedure!, callee.Variant);
        }

        return function;
    }

    private Function Make(string procedure, string variant)
    {
        if (variant.EndsWith(ProcedureSignature.JvpName, System.StringComparison.Ordinal))
        {
            Callee of = Signature(procedure, variant.Substring(0, variant.Length - ProcedureSignature.JvpName.Length));
            Function value = Unfinished(of);
            return Forward.Run(value, new ForwardRequest { Inputs = [.. Tied(of, value).Where(p => ProcedureSignature.HasTangent(p.Parameter)).Select(p => p.Value)] }).Function;
        }

        return variant switch
        {
            ProcedureSignature.RecordName => Pair(procedure).Record,
            ProcedureSignature.ReverseName => Pair(procedure).Reverse,
            _ => _bodies[procedure].Body,
        };
    }

    private Callee Signature(string procedure, string variant)
    {
        Callee body = _bodies[procedure].Signature;
        return variant switch
        {
            "" => body,
            ProcedureSignature.RecordName => ProcedureSignature.Record(body),
            ProcedureSignature.ReverseName => ProcedureSignature.Reverse(body),
            _ => ProcedureSignature.Jvp(Signature(procedure, variant.Substring(0, variant.Length - ProcedureSignature.JvpName.Length))),
        };
    }

    private FramePair Pair(string procedure)
    {
        if (!_pairs.TryGetValue(procedure, out FramePair? pair))
        {
            (Callee signature, Function body) = _bodies[procedure];
            List<(CalleeParameter Parameter, Value Value)> tied = [.. Tied(signature, body)];
            Value[] Those(CalleeParameterKind kind) => [.. tied.Where(p => p.Parameter.Kind == kind && ProcedureSignature.HasTangent(p.Parameter)).Select(p => p.Value)];
            GradientFunction gradient = Passes.Reverse(body, new ReverseRequest
            {
                Scalars = Those(CalleeParameterKind.Scalar),
                Buffers = Those(CalleeParameterKind.InputSpan),
                InOuts = Those(CalleeParameterKind.WrittenSpan),
                Written = [.. tied.Where(p => p.Parameter.Kind == CalleeParameterKind.WrittenSpan).Select(p => p.Value)],
                SingleSweep = false,
                IsProcedure = true,
            });
            _pairs[procedure] = pair = FrameSplit.Run(gradient);
        }

        return pair;
    }

    /// <summary>The parameters of a call and those of the function; lengths are no parameters of the call.</summary>
    internal static IEnumerable<(CalleeParameter Parameter, Value Value)> Tied(Callee callee, Function function)
    {
        HashSet<Value> lengths = [.. function.LengthOf.Values];
        return ProcedureSignature.Inputs(callee).Zip(function.Body.Params.Where(p => !lengths.Contains(p)), (parameter, value) => (parameter, value));
    }

    /// <summary>Who needs a workspace, or calls somebody who does, is given one.</summary>
    private void PassWorkspaces(List<Function> all)
    {
        HashSet<string> needing = [];
        bool changed;
        do
        {
            changed = false;
            foreach ((Callee callee, Function function) in _made.Values)
            {
                if (!needing.Contains(callee.Method) && (ScalarEmitter.NeedsWorkspace(function) || Calls(function).Any(c => needing.Contains(c.Callee!.Method))))
                {
                    changed |= needing.Add(callee.Method);
                }
            }
        }
        while (changed);

        foreach (Inst call in all.SelectMany(Calls).Where(c => needing.Contains(c.Callee!.Method)))
        {
            call.Callee = call.Callee! with { Parameters = new([.. call.Callee.Parameters, new CalleeParameter(CalleeParameterKind.Workspace, Ty.I32, "")]) };
        }

        foreach (string method in needing)
        {
            (Callee callee, Function function) = _made[method];
            _made[method] = (callee with { Parameters = new([.. callee.Parameters, new CalleeParameter(CalleeParameterKind.Workspace, Ty.I32, "")]) }, function);
        }
    }
}
