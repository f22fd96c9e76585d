using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// Rows that lanes read at a stride, again and again, are read once per block: into scratch that holds a vector per column. A place outside of the array gives 0 there; the reads themselves are guarded as before,
/// so nobody sees it.
/// </summary>
internal static class StageRows
{
    /// <summary>Text of a load that gives 0 outside.</summary>
    public const string OrZero = "or zero";

    public static void Run(Function function, Inst loop)
    {
        Region body = loop.Regions[0];
        Value iteration = body.Params[0];
        HashSet<Value> written = [.. Function.All(body).Where(i => i.Op is Op.Store or Op.Accumulate or Op.Clear).Select(i => i.Args[0])];
        Dictionary<Value, Inst> definitions = [];
        foreach (Inst inst in function.All())
        {
            inst.Results.ForEach(r => definitions[r] = inst);
        }

        HashSet<Value> inside = [iteration];
        foreach (Inst inst in Function.All(body))
        {
            inside.UnionWith(inst.Results);
            inst.Regions.ForEach(r => inside.UnionWith(r.Params));
        }

        List<Read> reads = [];
        Visit(body, []);
        foreach (List<Read> row in Rows(reads))
        {
            // read once, where it is used: nothing to gain
            if (row.Count > 1 || row[0].Depth > 1)
            {
                Stage(function, loop, row);
            }
        }

        void Visit(Region region, List<Inst> loops)
        {
            foreach (Inst inst in region.Body)
            {
                if (inst.Op == Op.Load && loops.Count > 0 && inst.Text is null && inst.Args[0].Layout!.IsScalar && inst.Result.Type.IsReal() && !written.Contains(inst.Args[0]) && Place(inst, loops[loops.Count - 1]) is { } start)
                {
                    reads.Add(new Read(inst, loops[loops.Count - 1], start, loops.Count));
                }

                foreach (Region nested in inst.Regions)
                {
                    Visit(nested, inst.Op == Op.For ? [.. loops, inst] : []);
                }
            }
        }

        // index = start + the innermost loop's index, where the start is a multiple of the iteration plus something known before the loop
        IndexPolynomial? Place(Inst load, Inst inner)
        {
            Value column = inner.Regions[0].Params[0];
            var (steps, start) = IndexPolynomial.Of(load.Args[1], definitions).Split(column);
            List<IndexPolynomial.Term> step = [.. steps.Terms];
            if (step.Count != 1 || step[0].Coefficient != 1 || step[0].Factors.Length != 1 || inside.Contains(inner.Args[0]))
            {
                return null;
            }

            List<IndexPolynomial.Term> strides = [.. start.Terms.Where(t => t.Factors.Contains(iteration))];
            bool isStrided = strides.Count == 1 && (strides[0].Factors.Length == 2 || (strides[0].Factors.Length == 1 && strides[0].Coefficient != 1));
            return isStrided && start.Terms.All(t => t.Coefficient % 1 == 0 && t.Factors.All(f => f == iteration || !inside.Contains(f))) ? start : null;
        }
    }

    private sealed record Read(Inst Load, Inst Loop, IndexPolynomial Start, int Depth);

    private static IEnumerable<List<Read>> Rows(List<Read> reads)
    {
        List<List<Read>> rows = [];
        foreach (Read read in reads)
        {
            if (rows.Find(r => r[0].Load.Args[0] == read.Load.Args[0] && r[0].Loop.Args[0] == read.Loop.Args[0] && r[0].Start.Same(read.Start)) is { } row)
            {
                row.Add(read);
            }
            else
            {
                rows.Add([read]);
            }
        }

        return rows;
    }

    private static void Stage(Function function, Inst loop, List<Read> row)
    {
        Value buffer = row[0].Load.Args[0];
        Region before = new(), top = new();
        Value columns = Build.In(before, () => Build.Emit(Op.IMax, row[0].Loop.Args[0], Build.Int(0))), staged = null!;
        function.Body.Body.InsertRange(function.Body.Body.IndexOf(loop), before.Body);
        Build.In(top, () =>
        {
            Value start = row[0].Start.Build();
            staged = Build.Alloc(buffer.Layout!, columns, (buffer.Hint ?? "row") + "Columns");
            top.Body[top.Body.Count - 1].Text = Reverse.Uncleared;
            Build.For(columns, [], (j, _) =>
            {
                Value element = Build.Load(buffer, Build.Emit(Op.IAdd, start, j));
                Build.At.Body[Build.At.Body.Count - 1].Text = OrZero;
                Build.Store(staged, j, element);
                return [];
            }, "j");
        });
        loop.Regions[0].Body.InsertRange(0, top.Body);
        foreach (Read read in row)
        {
            read.Load.Args = [staged, read.Loop.Regions[0].Params[0]];
            read.Load.Field = 0;
        }
    }
}
