using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// Reverse mode, IR to IR. The primal runs once; what the backward asks for and cannot have again cheaply is kept where it is computed. Stores are never undone. One file per construct, with
/// primal and adjoint side by side.
/// </summary>
public sealed partial class Reverse
{
    /// <summary>Text of an Alloc whose elements are all written before they are read: it need not be cleared.</summary>
    public const string Uncleared = "uncleared";

    /// <summary>Text of scratch that has become rows for the backward: an iteration that holds all that use it writes them anew.</summary>
    public const string UnclearedRows = "uncleared rows";

    private readonly Function _primal;
    private readonly ReverseRequest _request;
    private readonly Layout _layout;
    private readonly Activity _activity;
    private readonly HashSet<Inst> _sweeps;
    private readonly GradientFunction _gradient;
    private readonly Function _g;

    // The copy of the primal that the gradient begins with.
    private readonly Dictionary<Value, Value> _clone = [];
    private readonly Dictionary<Region, Region> _cloneRegion = [];
    private readonly Dictionary<Inst, Inst> _cloneInst = [];

    private readonly Dictionary<Region, Scope> _scopes = [];

    /// <summary>Elementary functions of one operand that the primal computes.</summary>
    private readonly Dictionary<(Op, Value), Inst> _computed = [];

    /// <summary>The stores of each value.</summary>
    private readonly Dictionary<Value, List<Inst>> _stores;

    /// <summary>One region of the primal while its backward is being written.</summary>
    private sealed class Scope(Region primal, Region back, bool isDirect)
    {
        public Region Primal { get; } = primal;

        public Region Back { get; } = back;

        /// <summary>The primal values of this very run are visible in the backward.</summary>
        public bool IsDirect { get; } = isDirect;

        /// <summary>Primal values that have been found again.</summary>
        public Dictionary<Value, Value> Known { get; } = [];

        /// <summary>Adjoints so far. None yet is null, not zero: 0 + x is not x in IEEE arithmetic.</summary>
        public Dictionary<Value, Value> Adjoint { get; } = [];

        /// <summary>The buffer of adjoints of each buffer that lives here.</summary>
        public Dictionary<Value, Value> Shadow { get; } = [];
    }

    /// <summary>The gradient of a primal that is simplified and resolved (<see cref="Stage.Resolved"/>) and holds no stacks.</summary>
    public static GradientFunction Run(Function primal, ReverseRequest request)
    {
        Layout layout = new(primal);
        Activity activity = Activity.Of(primal, request.Scalars.Concat(request.Buffers).Concat(request.InOuts));
        HashSet<Inst> sweeps = request.SingleSweep && !request.IsJacobian ? SweepCandidates(primal, layout, activity) : [];
        while (true)
        {
            try
            {
                return new Reverse(primal, request, layout, activity, sweeps).Transform();
            }
            catch (NeededEarlier e)
            {
                GiveUp(sweeps, e);
            }
        }
    }

    private Reverse(Function primal, ReverseRequest request, Layout layout, Activity activity, HashSet<Inst> sweeps)
    {
        _primal = primal;
        _request = request;
        _layout = layout;
        _activity = activity;
        _sweeps = sweeps;
        _stores = primal.All().Where(i => i.Op == Op.Store).GroupBy(i => i.Args[2]).ToDictionary(g => g.Key, g => g.ToList());
        foreach (Inst inst in primal.All().Where(i => i.Args.Count == 1 && IsElementary(i.Op)))
        {
            if (!_computed.ContainsKey((inst.Op, inst.Args[0])))
            {
                _computed.Add((inst.Op, inst.Args[0]), inst);
            }
        }

        _g = new Function(primal.Name + "Gradient");
        _g.Origins.AddRange(primal.Origins);
        _gradient = new GradientFunction(_g, request);
    }

    private GradientFunction Transform()
    {
        Scope top = _scopes[_primal.Body] = new Scope(_primal.Body, _g.Body, isDirect: true);
        _cloneRegion[_primal.Body] = _g.Body;
        DeclareParameters(top);
        Build.At = _g.Body;
        ClonePrimal();
        _gradient.Boundary = _g.Body.Body.Count;

        if (_request.IsJacobian)
        {
            BackwardByRows(top);
            return _gradient;
        }

        Build.At = _g.Body;
        Build.Origin = -1;
        OpenUpstreams(top);
        Backward(top);

        Build.At = _g.Body;
        Build.Origin = -1;
        CloneDeferred();
        YieldPrimal();
        YieldGradients(top);
        return _gradient;
    }

    private void YieldPrimal()
    {
        _g.Body.Yields.AddRange(_primal.Body.Yields.Select(Cloned));
        _gradient.PrimalYields = _g.Body.Yields.Count;
    }

    private void YieldGradients(Scope top)
    {
        foreach (Value scalar in _request.Scalars)
        {
            _g.Body.Yields.Add(TakeOrZero(top, scalar));
        }
    }

    private void DeclareParameters(Scope top)
    {
        foreach (Value p in _primal.Body.Params)
        {
            Value copy = _clone[p] = new Value(p.Type, p.Hint) { Layout = p.Layout };
            _g.Body.Params.Add(copy);
            _gradient.Parameters.Add(p, copy);
        }

        foreach (Value buffer in _primal.LengthOf.Keys)
        {
            _g.LengthOf[_clone[buffer]] = _clone[_primal.LengthOf[buffer]];
        }

        for (int k = 0; k < _primal.Body.Yields.Count && !_request.IsJacobian; k++)
        {
            Value y = _primal.Body.Yields[k];
            string name = _primal.Body.Yields.Count == 1 ? "resultGradient" : $"result{k}Gradient";
            Value? upstream = y.Type.IsReal() ? new Value(y.Type, name) : null;
            _gradient.UpstreamScalars.Add(upstream);
            if (upstream is not null)
            {
                _g.Body.Params.Add(upstream);
            }
        }

        foreach (Value buffer in _request.Results.Concat(_request.InOuts))
        {
            _gradient.UpstreamBuffers[buffer] = Companion(buffer);
        }

        for (int row = 0; _request.IsJacobian && row < _primal.Body.Yields.Count(y => y.Type.IsReal()); row++)
        {
            _gradient.RowBuffers.Add(_request.Buffers.ToDictionary(b => b, Companion));
        }

        foreach (Value buffer in _request.Buffers.Where(_ => !_request.IsJacobian))
        {
            _gradient.GradientBuffers[buffer] = top.Shadow[buffer] = Companion(buffer);
        }

        if (_request.IsProcedure)
        {
            _g.Body.Params.Add(_gradient.Frames = new Value(Ty.Stack, "frames"));
        }

        Value Companion(Value buffer)
        {
            Value companion = new(Ty.Buffer, buffer.Hint + "Gradient") { Layout = buffer.Layout };
            _g.Body.Params.Add(companion);
            if (_primal.LengthOf.TryGetValue(buffer, out Value? length))
            {
                _g.LengthOf[companion] = _clone[length];
            }

            return companion;
        }
    }

    private Scope Open(Region primal, Region back, bool isDirect) => _scopes[primal] = new Scope(primal, back, isDirect);
}
