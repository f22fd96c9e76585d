using System;
using System.Collections.Generic;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;
using Fragment = SteGen.Compiler.Emit.ScalarOps.Fragment;
using Precedence = SteGen.Compiler.Emit.ScalarOps.Precedence;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>
/// Several vectors of iterations side by side: a statement whose value varies is written once per vector, what is the same for all (loops, branches, addresses, broadcasts) once. A branch or a loop that lanes take
/// differently is written whole for one vector after the other.
/// </summary>
internal sealed partial class LaneEmitter
{
    private readonly LaneTexts _text;

    /// <summary>How many vectors stand side by side in the text that is being written.</summary>
    private int _copies = 1;

    /// <summary>The vector that text is being written for.</summary>
    private int Copy
    {
        get => _text.Copy;
        set => _text.Copy = value;
    }

    /// <summary>Inside of something that is written whole for one vector.</summary>
    private bool _single;

    private void Statement(Inst inst, Region region)
    {
        if (_copies == 1 || _single || !_inLoop || !Differs(inst))
        {
            One(inst, region);
        }
        else if (inst.Op == Op.Accumulate && _plan.Role(inst.Args[0]) == BufferRole.Slots)
        {
            AddToSlots(inst);
        }
        else
        {
            EachCopy(true, () => One(inst, region));
        }
    }

    /// <summary>Is the statement another one for every vector?</summary>
    private bool Differs(Inst inst) => inst.Op switch
    {
        Op.Store or Op.Accumulate => !_plan.IsSame(inst.Args[0]),
        Op.Alloc or Op.Clear => false,
        Op.Check when _plan.IsLinearSlice(inst) => false,
        Op.Check when inst.Check == CheckKind.Index && _plan.Shape(inst.Args[0]).IsLinear && _plan.Shape(inst.Args[1]).IsUniform => false,
        Op.Check => !inst.Args.TrueForAll(a => _plan.Shape(a).IsUniform),
        Op.If or Op.For => !_plan.Shape(inst.Args[0]).IsUniform,
        Op.While => !_plan.Shape(inst.Regions[0].Yields[0]).IsUniform,
        _ => inst.Results.Exists(r => _plan.Shape(r).IsVarying),
    };

    /// <summary>Writes for every vector what varies, else once.</summary>
    private void EachCopy(bool varies, Action write)
    {
        if (!varies || _copies == 1 || _single)
        {
            write();
            return;
        }

        _single = true;
        for (Copy = 0; Copy < _copies; Copy++)
        {
            write();
        }

        _single = false;
        Copy = 0;
    }

    /// <summary>Of a linear value that of lane 0 of the vector that is being written.</summary>
    private Fragment OfCopy(Fragment first, LaneShape shape)
    {
        string step = Stride(shape), lanes = Copy == 1 ? Count : $"{Copy} * {Count}";
        return new Fragment($"{first.In(Precedence.Additive)} + {(step == "1" ? lanes : $"{lanes} * ({step})")}", Precedence.Additive);
    }

    private static string Letter(int copy) => copy == 0 ? "" : ((char)('A' + copy)).ToString();
}

/// <summary>The texts of values: of one that varies a text for every vector that stands side by side.</summary>
internal sealed class LaneTexts(LoopPlan plan)
{
    private readonly Dictionary<Value, Fragment>[] _texts = [[], [], [], []];

    /// <summary>The vector that is being written.</summary>
    public int Copy { get; set; }

    public Fragment this[Value v]
    {
        get => Of(v)[v];
        set => Of(v)[v] = value;
    }

    public bool ContainsKey(Value v) => Of(v).ContainsKey(v);

    public bool TryGetValue(Value v, out Fragment text) => Of(v).TryGetValue(v, out text);

    public void Remove(Value v) => Of(v).Remove(v);

    private Dictionary<Value, Fragment> Of(Value v) => _texts[plan.Shape(v).IsVarying ? Copy : 0];
}
