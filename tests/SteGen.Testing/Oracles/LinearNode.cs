using System;

namespace SteGen.Testing;

/// <summary>A call whose derivative its author wrote: value as computed, tangent as the author's partials say. Frozen, it is the linear function that they describe.</summary>
public sealed class LinearNode(Dual value)
{
    private double _linear;
    private double _tangent;

    /// <summary>The value of the call, without a derivative.</summary>
    public Dual Value { get; } = value.Value;

    /// <summary>Value and derivative, after all partials were added.</summary>
    public Dual Result
    {
        get
        {
            double offset = Frozen.Constant(Value.Value - _linear);
            return new(Frozen.Replays ? offset + _linear : Value.Value, _tangent);
        }
    }

    public static Dual Plain(Dual x) => x.Value;

    public static DualF Plain(DualF x) => new(x.Value);

    public static Dual[] Plain(ReadOnlySpan<Dual> x) => Array.ConvertAll(x.ToArray(), Plain);

    public static DualF[] Plain(ReadOnlySpan<DualF> x) => Array.ConvertAll(x.ToArray(), Plain);

    public void Add(Dual partial, Dual input)
    {
        double constant = Frozen.Constant(partial.Value);
        _linear += constant * input.Value;
        _tangent += Dual.Term(constant, input.Tangent);
    }

    public void Add(DualF partial, DualF input) => Add(partial.Wide, input.Wide);

    public void Add(ReadOnlySpan<Dual> partials, ReadOnlySpan<Dual> inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            Add(partials[i], inputs[i]);
        }
    }

    public void Add(ReadOnlySpan<DualF> partials, ReadOnlySpan<DualF> inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            Add(partials[i].Wide, inputs[i].Wide);
        }
    }
}
