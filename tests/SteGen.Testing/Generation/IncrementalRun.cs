using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SteGen.Testing;

/// <summary>Why a tracked step ran: one reason for each of its outputs. Equal to another if step and reasons are.</summary>
public sealed record StepReasons(string Step, params ImmutableArray<IncrementalStepRunReason> Reasons)
{
    /// <summary>The step that adds sources; its reasons say whether anything was handed to the compiler anew.</summary>
    public const string SourceOutput = "SourceOutput";

    /// <inheritdoc />
    public bool Equals(StepReasons? other) => other is not null && Step == other.Step && Reasons.SequenceEqual(other.Reasons);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Step, Reasons.Length);

    /// <inheritdoc />
    public override string ToString() => $"{Step}: {(Reasons.IsEmpty ? "did not run" : string.Join(", ", Reasons))}";
}

/// <summary>A run after an edit.</summary>
public sealed class IncrementalRun
{
    private readonly SourceEdit _edit;

    internal IncrementalRun(SourceEdit edit, GeneratorDriverRunResult result)
    {
        _edit = edit;
        Result = result;
    }

    /// <summary>The result of this run.</summary>
    public GeneratorDriverRunResult Result { get; }

    /// <summary>The reasons of one tracked step, output by output.</summary>
    public StepReasons ReasonsOf(string step) => new(step, [.. Result.Results
        .SelectMany(r => r.TrackedSteps.UnionBy(r.TrackedOutputSteps, s => s.Key))
        .Where(s => s.Key == step)
        .SelectMany(s => s.Value)
        .SelectMany(s => s.Outputs)
        .Select(o => o.Reason)]);

    /// <summary>Requires that the step ran for exactly these reasons. Returns itself, so that steps read as a list.</summary>
    public IncrementalRun Expect(string step, params ImmutableArray<IncrementalStepRunReason> reasons) => Expect(new StepReasons(step, reasons));

    /// <summary>Requires that every output of the step had this one reason, and that there is at least one output.</summary>
    public IncrementalRun ExpectAll(string step, IncrementalStepRunReason reason)
    {
        StepReasons actual = ReasonsOf(step);
        if (actual.Reasons.IsEmpty || actual.Reasons.Any(r => r != reason))
        {
            throw new TestFailure($"After '{_edit}' expected only {reason} in\n  {actual}");
        }

        return this;
    }

    internal IncrementalRun Expect(StepReasons expected)
    {
        StepReasons actual = ReasonsOf(expected.Step);
        if (actual != expected)
        {
            throw new TestFailure($"After '{_edit}'\n  expected {expected}\n  was      {actual}");
        }

        return this;
    }
}
