using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// Asks before an innermost loop what each of its steps would ask: an index that moves by a fixed amount is inside everywhere if it is at the first step and at the last one. Only in vector text: what fails there runs again as scalar
/// text, which finds the step that throws.
/// </summary>
internal static class EdgeChecks
{
    /// <summary>Text of a branch that holds nothing but questions.</summary>
    public const string Question = "question";

    public static void Run(LoopPlan plan)
    {
        foreach ((Region home, InnerSteps steps) in InnerSteps.Of(plan))
        {
            List<Inst> body = steps.Loop.Regions[0].Body;
            List<Inst> checks = [.. body.Where(i => i.Op == Op.Check && i.Check is CheckKind.Index or CheckKind.Slice && steps.Growth(i.Args[0]) is not null && !i.Args.Skip(1).Any(a => steps.IsInside(a) || plan.Shape(a).IsVarying))];
            if (checks.Count > 0)
            {
                body.RemoveAll(checks.Contains);
                plan.Insert(home, steps.Loop, () => Edges(steps, checks));
            }
        }
    }

    private static void Edges(InnerSteps steps, List<Inst> checks)
    {
        Value count = steps.Loop.Args[0];
        Build.If(Build.Emit(Op.ILt, Build.Int(0), count), () =>
        {
            Value first = Build.Int(0), last = Build.Emit(Op.ISub, count, Build.Int(1));
            foreach (Inst check in checks)
            {
                Build.Check(check.Check, [steps.At(check.Args[0], first), .. check.Args.Skip(1)]);
                Build.Check(check.Check, [steps.At(check.Args[0], last), .. check.Args.Skip(1)]);
            }

            return [];
        }, () => []);
        Build.At.Body[Build.At.Body.Count - 1].Text = Question;
    }
}
