using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Generator;

namespace SteGen.Analyzers.Values;

/// <summary>A differentiable method as the rules on values see it: its IR with all calls inlined, what is active, what reaches a result, and the way back to the syntax.</summary>
internal sealed class LoweredMethod
{
    private readonly ImmutableArray<SyntaxNode> _origins;

    private LoweredMethod(IMethodSymbol symbol, MethodModel model, ImmutableArray<SyntaxNode> origins)
    {
        _origins = origins;
        Symbol = symbol;
        Model = model;
        Function = model.Body.Decode();
        (List<Value> inputs, List<Value> results) = Ends(Function, model);
        HasInputs = inputs.Count > 0;
        Results = results;
        Activity = Activity.Of(Function, inputs);
        Numbering = new Numbering(Function);
        Estimators = new Estimators(Function, Activity, Numbering);
        Reached = Reached.From(Function, results, Estimators.IsHard);
    }

    public IMethodSymbol Symbol { get; }

    public MethodModel Model { get; }

    public Function Function { get; }

    /// <summary>There is something to differentiate with respect to.</summary>
    public bool HasInputs { get; }

    /// <summary>The real numbers and the spans that are results.</summary>
    public IReadOnlyList<Value> Results { get; }

    public Activity Activity { get; }

    public Reached Reached { get; }

    public Numbering Numbering { get; }

    public Estimators Estimators { get; }

    public static IEnumerable<LoweredMethod> From(IMethodSymbol symbol, LoweringResult lowered)
    {
        for (int k = 0; k < lowered.Models.Length; k++)
        {
            yield return new LoweredMethod(symbol, lowered.Models[k], lowered.Origins[k]);
        }
    }

    /// <summary>The syntax that an instruction comes from, in this method or in one that was inlined.</summary>
    public SyntaxNode? Syntax(Inst inst) => (uint)inst.Origin < (uint)_origins.Length ? _origins[inst.Origin] : null;

    /// <summary>Parameters with a gradient, and results with an upstream.</summary>
    private static (List<Value> Inputs, List<Value> Results) Ends(Function function, MethodModel model)
    {
        List<Value> inputs = [], results = [];
        int at = 0;
        foreach (ParameterModel parameter in model.Parameters)
        {
            if (parameter.Kind is ParameterKind.Out or ParameterKind.Constant)
            {
                continue; // no parameter of the function
            }

            if (function.Body.Params[at] is { Type: Ty.Buffer } buffer)
            {
                at += 2;
                if (parameter.IsDifferentiable && parameter.Kind != ParameterKind.ResultSpan)
                {
                    inputs.Add(buffer);
                }

                if (parameter.Kind is ParameterKind.ResultSpan or ParameterKind.InOutSpan && buffer.Layout!.Leaves.Any(l => l.Type.IsReal()))
                {
                    results.Add(buffer);
                }

                continue;
            }

            foreach (Leaf leaf in parameter.Shape!.Leaves)
            {
                if (parameter.IsDifferentiable && leaf.Type.IsReal())
                {
                    inputs.Add(function.Body.Params[at]);
                }

                at++;
            }
        }

        results.AddRange(function.Body.Yields.Where(y => y.Type.IsReal()));
        return (inputs, results);
    }
}
