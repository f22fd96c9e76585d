using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Analyses;

/// <summary>
/// Reads of memory as it came: there is a run in which nothing has written the element before. Such a run is looked for in the first round of the loops around the read, and in any round of the outermost one where every
/// round has an element of its own. A read is left alone unless the run is there.
/// </summary>
public sealed class FirstReads
{
    private readonly Function _function;
    private readonly Layout _layout;
    private readonly List<Inst> _all;
    private readonly Func<Inst, Value, bool> _reads;

    private FirstReads(Function function, Func<Inst, Value, bool> reads)
    {
        _function = function;
        _reads = reads;
        _layout = new Layout(function);
        _all = [.. function.All()];
    }

    /// <param name="function">Nothing of it is changed.</param>
    /// <param name="buffers">The memory that is asked about.</param>
    /// <param name="reads">Does a call read what it finds in a buffer?</param>
    public static HashSet<(Inst Inst, Value Buffer)> Of(Function function, IReadOnlyCollection<Value> buffers, Func<Inst, Value, bool> reads)
    {
        FirstReads first = new(function, reads);
        HashSet<(Inst, Value)> found = [];
        foreach (IGrouping<Inst?, (Inst Inst, Value Buffer)> group in buffers.SelectMany(first.ReadsOf).GroupBy(r => first.Loops(r.Inst).LastOrDefault()))
        {
            first.Find([.. group], found);
        }

        return found;
    }

    private IEnumerable<(Inst Inst, Value Buffer)> ReadsOf(Value buffer) => _layout.Readers(buffer)
        .Where(i => (i.Op == Op.Call ? _reads(i, buffer) : i.Op is Op.Load or Op.Accumulate) && !IsFilledBefore(i, buffer))
        .Select(i => (i, buffer));

    /// <summary>The loops around an instruction, outermost first.</summary>
    private List<Inst> Loops(Inst inst)
    {
        List<Inst> loops = [];
        for (Inst? around = _layout.Around(inst); around is not null; around = _layout.Around(around))
        {
            if (around.Op is Op.For or Op.While)
            {
                loops.Insert(0, around);
            }
        }

        return loops;
    }

    /// <summary>The usual case, without a look at any round: a loop or a fill stands in front of the read on every way.</summary>
    private bool IsFilledBefore(Inst read, Value buffer) => _layout.Writers(buffer).Any(w =>
    {
        if (w.Op is Op.Accumulate || _layout.Order(w) > _layout.Order(read) || (w.Op == Op.Store && read.Op != Op.Call && w.Field != read.Field))
        {
            return false;
        }

        Inst top = w;
        bool isWhole = w.Op is Op.Clear or Op.Call;
        while (!_layout.IsWithin(_layout.RegionOf(top), read))
        {
            top = _layout.Around(top)!;
            if (top.Op == Op.If)
            {
                return false;
            }

            isWhole = true;
        }

        return isWhole;
    });

    private void Find(IReadOnlyList<(Inst Inst, Value Buffer)> reads, HashSet<(Inst, Value)> found)
    {
        List<Inst> loops = Loops(reads[0].Inst);
        int generic = loops.Count > 0 && loops[0].Op == Op.For ? 1 : 0;
        for (int skipped = 0; skipped <= generic; skipped++)
        {
            Function copy = Cloner.Clone(_function, out Cloner copies);
            Dictionary<Inst, Inst> copyOf = _all.Zip(copy.All(), (mine, other) => (mine, other)).ToDictionary(p => p.mine, p => p.other);
            HashSet<Inst> entered = [.. loops.Skip(skipped).Select(l => copyOf[l])];
            Inst? outer = skipped == 0 ? null : copyOf[loops[0]];
            FirstRound.Enter(copy, entered.Contains);
            Layout layout = new(copy);
            HashSet<Inst> left = [.. copy.All()];
            foreach ((Inst inst, Value buffer) in reads)
            {
                Inst read = copyOf[inst];
                if (left.Contains(read) && (outer is null || IsElementOfRound(read, copies[buffer], outer, layout)) && new Way(copy, layout, read, copies[buffer]).IsOpen())
                {
                    found.Add((inst, buffer));
                }
            }
        }
    }

    /// <summary>No other round touches the element, so its round may be any.</summary>
    private static bool IsElementOfRound(Inst read, Value buffer, Inst loop, Layout layout) =>
        read.Op != Op.Call && StoredOnce.IsDistinct(layout, read.Args[1], loop)
        && layout.Writers(buffer).All(w => (w.Op is Op.Store or Op.Accumulate && (w.Args[1] == read.Args[1] || w.Field != read.Field)) || (layout.Order(w) > layout.Order(loop) && !layout.Contains(loop, w)));
}
