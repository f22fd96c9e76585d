using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Rules;

namespace SteGen.Compiler.Analyses;

/// <summary>How a value depends on the inputs that are differentiated.</summary>
public enum Dependence
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>Only through StopGradient.</summary>
    Stopped,

    /// <summary>It does, but every path passes an operation of zero derivative: a comparison, a rounding, an index.</summary>
    Dead,

    /// <summary>Some path has a derivative that is not identically zero.</summary>
    Active,
}

/// <summary>Forward activity of values and buffers, through memory, loops and calls, to a fixpoint. A buffer is as active as the most active thing stored in it.</summary>
public sealed class Activity
{
    private readonly Dictionary<Value, Dependence> _levels = [];
    private bool _again;

    private Activity()
    {
    }

    public static Activity Of(Function function, IEnumerable<Value> inputs)
    {
        Activity activity = new();
        foreach (Value input in inputs)
        {
            activity._levels[input] = Dependence.Active;
        }

        do
        {
            activity._again = false;
            activity.Visit(function.Body);
        }
        while (activity._again);

        return activity;
    }

    public Dependence this[Value v] => _levels.TryGetValue(v, out Dependence level) ? level : Dependence.Constant;

    /// <summary>Does the value carry a derivative? Only reals, and buffers that hold some, do.</summary>
    public bool IsActive(Value v) => this[v] == Dependence.Active;

    private void Visit(Region region)
    {
        foreach (Inst inst in region.Body)
        {
            Visit(inst);
        }
    }

    private void Visit(Inst inst)
    {
        switch (inst.Op)
        {
            case Op.Load:
                Raise(inst.Result, AtMost(inst.Result, this[inst.Args[0]]));
                Raise(inst.Result, NotActive(this[inst.Args[1]]));
                break;
            case Op.Pop or Op.Peek:
                Raise(inst.Result, AtMost(inst.Result, this[inst.Args[0]]));
                break;
            case Op.Store or Op.Accumulate:
                Raise(inst.Args[0], this[inst.Args[2]]);
                Raise(inst.Args[0], NotActive(this[inst.Args[1]]));
                break;
            case Op.Push:
                Raise(inst.Args[0], this[inst.Args[1]]);
                break;
            case Op.StraightThrough:
                Raise(inst.Result, this[inst.Args[1]] == Dependence.Active ? Dependence.Active : Stopped(inst));
                break;
            case Op.If:
                for (int k = 0; k < inst.Results.Count; k++)
                {
                    Raise(inst.Results[k], NotActive(this[inst.Args[0]]));
                }

                foreach (Region side in inst.Regions)
                {
                    Visit(side);
                    Flow(side.Yields, 0, inst.Results, 0);
                }

                break;
            case Op.For:
                Flow(inst.Args, 1, inst.Regions[0].Params, 1);
                Flow(inst.Args, 1, inst.Results, 0);
                Raise(inst.Regions[0].Params[0], NotActive(this[inst.Args[0]]));
                Visit(inst.Regions[0]);
                Flow(inst.Regions[0].Yields, 0, inst.Regions[0].Params, 1);
                Flow(inst.Regions[0].Yields, 0, inst.Results, 0);
                Control(inst, inst.Args[0]);
                break;
            case Op.While:
                Flow(inst.Args, 0, inst.Regions[0].Params, 0);
                Visit(inst.Regions[0]);
                Flow(inst.Regions[0].Params, 0, inst.Regions[1].Params, 0);
                Flow(inst.Regions[0].Params, 0, inst.Results, 0);
                Visit(inst.Regions[1]);
                Flow(inst.Regions[1].Yields, 0, inst.Regions[0].Params, 0);
                Control(inst, inst.Regions[0].Yields[0]);
                break;
            case Op.Call:
                Call(inst);
                break;
            default:
                for (int k = 0; k < inst.Args.Count; k++)
                {
                    bool flows = Derivatives.Flows(inst.Op, k);
                    foreach (Value result in inst.Results)
                    {
                        Raise(result, flows ? AtMost(result, this[inst.Args[k]]) : NotActive(this[inst.Args[k]]));
                    }
                }

                break;
        }
    }

    /// <summary>How often a loop runs decides on its results, without a derivative.</summary>
    private void Control(Inst loop, Value decision)
    {
        foreach (Value result in loop.Results)
        {
            Raise(result, NotActive(this[decision]));
        }
    }

    private void Call(Inst call)
    {
        Dependence level = call.Args.Select(a => this[a]).DefaultIfEmpty().Max();
        if (call.Callee!.Backward is null && call.Callee.Procedure is null)
        {
            level = NotActive(level);
        }

        foreach (Value result in call.Results)
        {
            Raise(result, AtMost(result, level));
        }

        foreach (Value buffer in Effects.Writes(call))
        {
            Raise(buffer, level);
        }
    }

    private Dependence Stopped(Inst node) => node.Args.Any(a => this[a] != Dependence.Constant) ? Dependence.Stopped : Dependence.Constant;

    private void Flow(List<Value> from, int skipFrom, List<Value> to, int skipTo)
    {
        for (int k = 0; k + skipFrom < from.Count; k++)
        {
            Raise(to[k + skipTo], AtMost(to[k + skipTo], this[from[k + skipFrom]]));
        }
    }

    private static Dependence AtMost(Value v, Dependence level) => v.Type is Ty.F32 or Ty.F64 or Ty.Buffer or Ty.Stack ? level : NotActive(level);

    private static Dependence NotActive(Dependence level) => level == Dependence.Active ? Dependence.Dead : level;

    private void Raise(Value v, Dependence level)
    {
        if (level > this[v])
        {
            _levels[v] = level;
            _again = true;
        }
    }
}
