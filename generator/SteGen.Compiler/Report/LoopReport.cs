using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Emit;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;
using SteGen.Compiler.Transforms.Vectorize;

namespace SteGen.Compiler.Report;

public enum LoopFinding
{
    /// <summary>No loop of this nest goes into lanes; the text says why this one does not.</summary>
    NotInLanes,

    /// <summary>The loop goes into lanes, but this access is made for one lane after the other.</summary>
    LaneByLane,

    /// <summary>Values that each iteration keeps for the backward.</summary>
    Kept,

    /// <summary>A value that is kept only because its element is overwritten.</summary>
    Overwritten,
}

/// <summary>Something about a loop that its author may want to know.</summary>
/// <param name="Finding">What it is.</param>
/// <param name="Origin">Index into the origins of the method's body: the loop, or the access.</param>
/// <param name="Text">The reason, or the names of what is kept.</param>
/// <param name="Bytes">Of what is kept: bytes per iteration.</param>
public sealed record LoopFact(LoopFinding Finding, int Origin, string Text, int Bytes = 0);

/// <summary>What becomes of the loops of a method, in words: the passes of <see cref="Pipeline"/> once more, with an eye on what they decide.</summary>
public static class LoopReport
{
    /// <summary>A loop that is known to run less often is no loss.</summary>
    private const int TripsAtLeast = 8;

    public static IReadOnlyList<LoopFact> Of(MethodModel model)
    {
        List<LoopFact> facts = [];
        Function primal = model.Body.Decode();
        Passes.Prepare(primal);
        if (!BatchMember.IsPossible(model))
        {
            LaneLoops.Mark(primal);
            Function trial = Cloner.Clone(primal);
            Passes.Finish(trial);
            FlattenStructs.Run(trial);
            Transforms.Simplify.Run(trial);
            Refused(trial, new Layout(trial), trial.Body, facts);
        }

        if (model.Parameters.Any(p => p.IsDifferentiable))
        {
            Function gradient = Passes.Reverse(primal, GradientPlans.Request(model, new Inputs(model, primal.Body.Params))).Function;
            Passes.Finish(gradient);
            Kept(gradient, facts);
        }

        return [.. facts.Distinct()];
    }

    private static bool IsInLanes(Inst loop) => loop.InLanes || loop.Regions.SelectMany(Function.All).Any(i => i.InLanes);

    private static void Refused(Function function, Layout layout, Region region, List<LoopFact> facts)
    {
        foreach (Inst inst in region.Body)
        {
            if (inst.Op == Op.For && inst.InLanes)
            {
                OneByOne(function, layout, inst, facts);
                continue;
            }

            if (inst.Op is Op.For or Op.While && !IsInLanes(inst) && Reason(function, layout, inst) is { } reason)
            {
                facts.Add(new LoopFact(LoopFinding.NotInLanes, inst.Origin, reason));
            }

            foreach (Region nested in inst.Regions)
            {
                Refused(function, layout, nested, facts);
            }
        }
    }

    private static string? Reason(Function function, Layout layout, Inst loop)
    {
        if (loop.Op == Op.While)
        {
            return "how often it runs is not known before it starts";
        }

        if (layout.Literal(loop.Args[0]) < TripsAtLeast)
        {
            return null;
        }

        if (LoopKernel.Of(function, layout, loop, "report") is not { } kernel)
        {
            return "it keeps values on a growing tape, or uses memory whose length is not known";
        }

        return LoopPlanner.Plan(kernel.Function, kernel.Loop, out string reason) is null ? reason : null;
    }

    /// <summary>Additions at places that depend on data, and elements of an iteration's own scratch at such places.</summary>
    private static void OneByOne(Function function, Layout layout, Inst loop, List<LoopFact> facts)
    {
        if (LoopKernel.Of(function, layout, loop, "report") is not { } kernel || LoopPlanner.Plan(kernel.Function, kernel.Loop, out _) is not { } plan)
        {
            return;
        }

        foreach (Inst inst in Function.All(plan.Body))
        {
            string? text = inst.Op switch
            {
                Op.Accumulate when plan.Role(inst.Args[0]) == BufferRole.OrderedScatter => "is added to in the order of the iterations",
                Op.Load or Op.Store or Op.Accumulate when plan.Role(inst.Args[0]) == BufferRole.Private && !plan.IsSame(inst.Args[0]) && plan.Shape(inst.Args[1]).IsVarying => "is scratch of the iteration, at an index that differs from lane to lane",
                _ => null,
            };
            if (text is not null)
            {
                facts.Add(new LoopFact(LoopFinding.LaneByLane, inst.Origin, inst.Args[0].Hint is { } hint ? $"'{hint}' {text}" : $"This {text}"));
            }
        }
    }

    private static void Kept(Function gradient, List<LoopFact> facts)
    {
        Layout layout = new(gradient);
        foreach (Inst loop in gradient.All().Where(i => i.Op is Op.For or Op.While && i.Origin >= 0))
        {
            List<(Inst Store, Value Tape, Value Value)> kept = [.. loop.Regions.SelectMany(Own).SelectMany(i => Keeps(i, layout))];
            if (kept.Count > 0)
            {
                string names = string.Join(", ", kept.Select(k => Name(k.Tape)).Distinct().OrderBy(n => n, StringComparer.Ordinal));
                facts.Add(new LoopFact(LoopFinding.Kept, loop.Origin, names, kept.Sum(k => Size(k.Value.Type))));
            }

            foreach ((_, _, Value value) in kept)
            {
                if (layout.Definition(value) is { Op: Op.Load, Origin: >= 0 } load && layout.Writers(load.Args[0]).Count > 0)
                {
                    facts.Add(new LoopFact(LoopFinding.Overwritten, load.Origin, load.Args[0].Hint ?? "element", Size(value.Type)));
                }
            }
        }
    }

    private static IEnumerable<(Inst Store, Value Tape, Value Value)> Keeps(Inst inst, Layout layout) => inst.Op switch
    {
        Op.Push => [(inst, inst.Args[0], inst.Args[1])],
        Op.Store when layout.Definition(inst.Args[0]) is { Op: Op.Alloc } && IsTape(inst.Args[0]) => [(inst, inst.Args[0], inst.Args[2])],
        _ => [],
    };

    private static bool IsTape(Value buffer) => buffer.Hint?.EndsWith("Tape", StringComparison.Ordinal) == true;

    private static string Name(Value tape) => tape.Hint is { } hint && IsTape(tape) ? hint.Substring(0, hint.Length - "Tape".Length) : "a value";

    /// <summary>What a loop runs itself, branches included, but not what loops inside it run.</summary>
    private static IEnumerable<Inst> Own(Region region)
    {
        foreach (Inst inst in region.Body)
        {
            yield return inst;
            if (inst.Op == Op.If)
            {
                foreach (Inst inner in inst.Regions.SelectMany(Own))
                {
                    yield return inner;
                }
            }
        }
    }

    private static int Size(Ty type) => type switch
    {
        Ty.F64 or Ty.I64 => 8,
        Ty.Bool => 1,
        _ => 4,
    };
}
