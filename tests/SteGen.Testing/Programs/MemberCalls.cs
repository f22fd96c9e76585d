using System.Collections.Generic;
using System.Linq;

namespace SteGen.Testing;

/// <summary>Calls members with inputs, upstream gradients and gradients told apart by their names, as the contract gives them.</summary>
internal sealed class MemberCalls(CompiledProgram program, ProgramData data, MemberCalls? sameUpstream = null)
{
    /// <summary>Upstream gradients by result, of the result's own shape. Set by <see cref="DrawUpstream"/>.</summary>
    public Dictionary<string, object?> Upstream { get; private set; } = sameUpstream?.Upstream ?? [];

    public void DrawUpstream(IReadOnlyDictionary<string, object?> results)
    {
        Upstream = program.Shape.Results.Where(r => r.HasReals).ToDictionary(r => r.Name, r => data.Upstream(results[r.Name], System.Nullable.GetUnderlyingType(r.Type) ?? r.Type));
    }

    /// <summary>Gradients by input, and what in-out arguments became.</summary>
    public (Dictionary<string, object?> Gradients, Outcome Outcome) Call(CallableMember member, object? tape = null, IReadOnlyDictionary<string, object?>? start = null)
    {
        RequireGradientArguments(member);
        Outcome outcome = member.Call(data.Self, p => Argument(p, tape, start));
        return (program.Differentiable.ToDictionary(i => i.Name, i => outcome.Arguments[i.GradientName]), outcome);
    }

    public object? Argument(CallableParameter p, object? tape, IReadOnlyDictionary<string, object?>? start = null)
    {
        if (p.Name == "tape")
        {
            return tape;
        }

        if (data.Inputs.ContainsKey(p.Name))
        {
            return data.Argument(p);
        }

        string owner = p.Name[..^"Gradient".Length];
        if (Upstream.TryGetValue(owner, out object? upstream))
        {
            return upstream is System.Array array ? array.Clone() : upstream;
        }

        ProgramInput input = program.Differentiable.FirstOrDefault(i => i.Name == owner) ?? throw new TestFailure($"What is the parameter '{p.Name}'?");
        if (start?[owner] is { } given)
        {
            return given is System.Array array ? array.Clone() : given;
        }

        // Overwritten, so what it holds before must not matter.
        return input.IsSpan || input.Type != input.GradientType || p.IsSpan
            ? data.Upstream(data.Inputs.GetValueOrDefault(owner) ?? FieldValue(input), input.GradientType)
            : data.Value(input.GradientType, owner);
    }

    private object? FieldValue(ProgramInput input) =>
        input.Kind == InputKind.Field && program.Shape.Fields[input.Name] is System.Reflection.FieldInfo field ? field.GetValue(data.Self) : null;

    private void RequireGradientArguments(CallableMember member)
    {
        foreach (ProgramInput input in program.Differentiable.Where(i => !member.Takes(i.GradientName)))
        {
            throw new TestFailure($"{member.Name} has no argument '{input.GradientName}': it takes {string.Join(", ", member.Parameters.Select(p => p.Name))}.");
        }
    }
}
