using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
        Ends ends = Ends.Of(Function, model.Parameters);
        Inputs = [.. ends.Inputs];
        Results = ends.Results;
        Activity = Activity.Of(Function, ends.Inputs);
        Counters = [.. Function.All().Where(i => i.Op == Op.For).Select(i => i.Regions[0].Params[0])];
        Numbering = new Numbering(Function);
        Estimators = new Estimators(Function, Activity, Numbering);
        Reached = Reached.From(Function, Results, Estimators.IsHard);
    }

    public IMethodSymbol Symbol { get; }

    public MethodModel Model { get; }

    public Function Function { get; }

    /// <summary>There is something to differentiate with respect to.</summary>
    public bool HasInputs => Inputs.Count > 0;

    /// <summary>The real leaves and the spans that are differentiated with respect to.</summary>
    public HashSet<Value> Inputs { get; }

    /// <summary>The real numbers and the spans that are results.</summary>
    public IReadOnlyList<Value> Results { get; }

    /// <summary>The values that stand for one parameter; empty where it has no gradient.</summary>
    public IReadOnlyList<Value> InputsOf(ParameterModel parameter) =>
        Ends.Of(Function, Model.Parameters.Select(p => ReferenceEquals(p, parameter) ? p : p with { IsDifferentiable = false })).Inputs;

    public Activity Activity { get; }

    /// <summary>The counters of loops.</summary>
    public HashSet<Value> Counters { get; }

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

    /// <summary>An instruction stands in the body of the method itself, not in one that it calls.</summary>
    public bool IsOwn(Inst inst) => (uint)inst.Origin < (uint)Function.Origins.Count && Function.Origins[inst.Origin].Path.Count == 0;

    /// <summary>An integer under StopGradient has no node in the IR, as it has no derivative to stop; its author has said what he wants nevertheless.</summary>
    public static bool IsUnderStopGradient(SyntaxNode syntax) => syntax.Ancestors().TakeWhile(n => n is not StatementSyntax).Any(n => n is InvocationExpressionSyntax
    {
        Expression: IdentifierNameSyntax { Identifier.ValueText: "StopGradient" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "StopGradient" },
    });
}
