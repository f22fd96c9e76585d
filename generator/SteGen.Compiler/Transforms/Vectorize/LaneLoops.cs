using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// Chooses the loops of an array function that go into lanes: of every nest the outermost one whose iterations are independent. The choice is made once, for the primal and again for what a gradient adds to it, and is a
/// mark on the loop that all transforms keep: so all members of a method add in the same order, also where one of them has to run the loop as it is.
/// </summary>
public static class LaneLoops
{
    /// <summary>A loop that is known to run less often stays as it is.</summary>
    private const int TripsAtLeast = 8;

    /// <summary>Marks loops that are not marked yet. The function itself is not finished: a copy of it is, to see what its loops will be.</summary>
    public static void Mark(Function function)
    {
        List<Inst> loops = [.. function.All().Where(i => i.Op == Op.For)];
        if (loops.Count == 0)
        {
            return;
        }

        for (int k = 0; k < loops.Count; k++)
        {
            loops[k].LoopNumber = k + 1;
        }

        Function trial = Cloner.Clone(function);
        Passes.Finish(trial);
        FlattenStructs.Run(trial);
        Simplify.Run(trial);
        HashSet<int> chosen = [];
        Choose(trial, new Layout(trial), trial.Body, chosen);
        foreach (Inst loop in loops)
        {
            loop.InLanes |= chosen.Contains(loop.LoopNumber);
            loop.LoopNumber = 0;
        }
    }

    private static void Choose(Function function, Layout layout, Region region, HashSet<int> chosen)
    {
        foreach (Inst inst in region.Body)
        {
            if (inst.Op == Op.For && (inst.InLanes || MayRun(function, layout, inst)))
            {
                chosen.Add(inst.LoopNumber);
                continue;
            }

            foreach (Region nested in inst.Regions)
            {
                Choose(function, layout, nested, chosen);
            }
        }
    }

    private static bool MayRun(Function function, Layout layout, Inst loop) =>
        !(layout.Literal(loop.Args[0]) < TripsAtLeast)
        && LoopKernel.Of(function, layout, loop, "trial") is { } kernel && LoopPlanner.Plan(kernel.Function, kernel.Loop, out _) is not null;

    /// <summary>
    /// Takes the marked loops out of a finished, flattened function and puts calls of kernels in their places; a marked loop that cannot run in lanes here keeps its place and adds in the canonical order.
    /// </summary>
    /// <param name="function">The function of a member.</param>
    /// <param name="name">Gives the next kernel its name.</param>
    /// <param name="known">The kernels of the method's other members: the same loop is not written twice.</param>
    /// <returns>The kernels that were not known.</returns>
    public static List<PlannedKernel> Outline(Function function, System.Func<string> name, Dictionary<string, PlannedKernel> known)
    {
        List<PlannedKernel> kernels = [];
        Contraction.Run(function);
        while (function.All().FirstOrDefault(i => i.Op == Op.For && i.InLanes) is { } loop)
        {
            loop.InLanes = false;
            Layout layout = new(function);
            if (LoopKernel.Of(function, layout, loop, "kernel") is not { } kernel || Planned(kernel) is not { } planned)
            {
                CanonicalOrder.InPlace(function, layout, loop);
                continue;
            }

            foreach (Inst alloc in kernel.Privatized)
            {
                layout.RegionOf(alloc).Body.Remove(alloc);
            }

            Replace(layout.RegionOf(loop), loop, planned, kernel);
        }

        return kernels;

        PlannedKernel? Planned(LoopKernel kernel)
        {
            string key = Fingerprint.Of(kernel.Function);
            if (known.TryGetValue(key, out PlannedKernel? same))
            {
                return same;
            }

            StageRows.Run(kernel.Function, kernel.Loop);
            if (LoopPlanner.Plan(kernel.Function, kernel.Loop, out _) is not { } plan)
            {
                return null;
            }

            plan.Refine();
            PlannedKernel made = new(name(), plan);
            kernels.Add(made);
            return known[key] = made;
        }
    }

    private static void Replace(Region region, Inst loop, PlannedKernel planned, LoopKernel kernel)
    {
        List<Value> operands = [], results = [.. loop.Results];
        List<CalleeParameter> parameters = [];
        Region before = new();
        HashSet<Value> written = [.. Effects.AllWrites(loop)];
        foreach (Value v in kernel.Operands)
        {
            operands.Add(v);
            if (v.Type != Ty.Buffer)
            {
                parameters.Add(new CalleeParameter(CalleeParameterKind.Scalar, v.Type, v.Type.Keyword()));
                continue;
            }

            // the offset and the length say nothing: the buffer is passed whole
            Value nothing = Build.In(before, () => Build.Int(0));
            operands.AddRange([nothing, nothing]);
            parameters.Add(new CalleeParameter(written.Contains(v) ? CalleeParameterKind.WrittenSpan : CalleeParameterKind.InputSpan, v.Layout!.Leaves[0].Type, v.Layout.TypeText) { IsWhole = true });
        }

        parameters.AddRange(results.Select(r => new CalleeParameter(CalleeParameterKind.Out, r.Type, r.Type.Keyword())));
        if (planned.NeedsWorkspace)
        {
            parameters.Add(new CalleeParameter(CalleeParameterKind.Workspace, Ty.I32, ""));
        }

        Callee callee = new(planned.Name, new(parameters)) { IsPure = false };
        int at = region.Body.IndexOf(loop);
        region.Body[at] = new Inst(Op.Call, operands, results) { Callee = callee, Origin = loop.Origin };
        region.Body.InsertRange(at, before.Body);
    }
}

/// <summary>A loop as a private method: how it runs in lanes, and its scalar text.</summary>
public sealed record PlannedKernel(string Name, LoopPlan Plan)
{
    public Function Function => Plan.Scalar;

    /// <summary>The widths that vector text is printed for, widest first.</summary>
    public IReadOnlyList<int> Widths { get; } = [.. new[] { 512, 256, 128 }.Where(Plan.Supports)];

    public bool NeedsWorkspace { get; } = Plan.Scalar.All().Any(i => i.Op is Op.Alloc or Op.NewStack && i.Text != CanonicalOrder.OnStack);

    public string At(int width) => Name + (width == 0 ? "Scalar" : "Lanes" + width);
}
