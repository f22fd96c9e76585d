using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>
/// Labels and goto. A jump forward is a flag, as break is; what lies between a label and the end of its block is a loop where something in it jumps back. A <c>goto case</c> is the section that it names, in its place, or,
/// where sections go round in circles, a loop over the number of the section.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>More jumps than these are not copied.</summary>
    private const int MostCopies = 6;

    /// <summary>What a jump to a section of a switch does.</summary>
    private readonly Dictionary<ILabelSymbol, Func<Flow>> _sections = new(SymbolEqualityComparer.Default);

    private Flow Jump(IBranchOperation b)
    {
        if (_sections.TryGetValue(b.Target, out Func<Flow>? section))
        {
            return section();
        }

        return FindLabel(b.Target) is { } target ? Jump(target)
            : throw (b.BranchKind == BranchKind.GoTo ? Refuse(b, "'goto'", "use a loop with break or continue, or a method of its own") : Quiet());
    }

    /// <summary>The innermost meaning of a label.</summary>
    private Target? FindLabel(ILabelSymbol label)
    {
        for (int k = _labels.Count - 1; k >= 0; k--)
        {
            if (SymbolEqualityComparer.Default.Equals(_labels[k].Label, label))
            {
                return _labels[k].Target;
            }
        }

        return null;
    }

    /// <summary>Where jumps out of a piece of code lead, return aside.</summary>
    private List<Target> Escapes(IOperation code, out bool mayReturn)
    {
        List<Target> escapes = [];
        mayReturn = false;
        foreach (IBranchOperation b in code.DescendantsAndSelf().OfType<IBranchOperation>())
        {
            if (_sections.ContainsKey(b.Target))
            {
                // a section may do all that the code around it may
                mayReturn = true;
                escapes.AddRange(_labels.Select(l => l.Target));
            }
            else if (FindLabel(b.Target) is { } target)
            {
                escapes.Add(target);
            }
        }

        return [.. escapes.Distinct()];
    }

    // ---- labels of a block

    private Flow Labeled(IReadOnlyList<IOperation> list)
    {
        List<(ILabelSymbol? Label, List<IOperation> Statements)> segments = [(null, [])];
        foreach (IOperation statement in list)
        {
            IOperation? at = statement;
            while (at is ILabeledOperation labeled)
            {
                segments.Add((labeled.Label, []));
                at = labeled.Operation;
            }

            if (at is not null)
            {
                segments[segments.Count - 1].Statements.Add(at);
            }
        }

        int labels = _labels.Count;
        List<Target> targets = [.. segments.Select(s => new Target(s.Label?.Name ?? "start"))];
        for (int k = 1; k < segments.Count; k++)
        {
            _labels.Add((segments[k].Label!, targets[k]));
            SetFlag(targets[k], false);
        }

        try
        {
            return From(0);
        }
        finally
        {
            _labels.RemoveRange(labels, _labels.Count - labels);
            targets.ForEach(t => _env.Remove(t));
        }

        // all from one label to the end
        Flow From(int k)
        {
            bool isLoop = k > 0 && segments.Skip(k).SelectMany(s => s.Statements).Any(s => JumpsTo(s, segments[k].Label!));
            return isLoop
                ? Loop(new LoopForm(list[0].Parent ?? list[0], null, "", null, null, list[0].Parent ?? list[0], []) { ContinueLabels = [segments[k].Label!], Run = Once })
                : Once();

            Flow Once()
            {
                for (int later = k + 1; later < segments.Count; later++)
                {
                    SetFlag(targets[later], false);
                }

                Flow flow = Block(segments[k].Statements, 0);
                if (k + 1 == segments.Count)
                {
                    return flow;
                }

                return Then(flow.Catch(targets[k + 1]), () => From(k + 1));
            }
        }
    }

    private static bool JumpsTo(IOperation code, ILabelSymbol label) =>
        code.DescendantsAndSelf().Any(o => o is IBranchOperation b && SymbolEqualityComparer.Default.Equals(b.Target, label));

    // ---- goto case

    /// <summary>The sections of a switch by their labels, with what a jump to each does; null where nothing jumps.</summary>
    private Flow? SwitchWithJumps(ISwitchOperation s, List<ISwitchCaseOperation> sections, Func<int, Val> dispatch)
    {
        Dictionary<ILabelSymbol, int> numbers = new(SymbolEqualityComparer.Default);
        for (int k = 0; k < sections.Count; k++)
        {
            foreach (ICaseClauseOperation clause in sections[k].Clauses)
            {
                if (clause.Label is { } label)
                {
                    numbers[label] = k;
                }
            }
        }

        List<int>[] jumps = [.. sections.Select(c => c.Body.SelectMany(o => o.DescendantsAndSelf()).OfType<IBranchOperation>().Where(b => numbers.ContainsKey(b.Target)).Select(b => numbers[b.Target]).ToList())];
        if (jumps.All(j => j.Count == 0))
        {
            return null;
        }

        bool isLoop = jumps.Sum(j => j.Count) > MostCopies || Enumerable.Range(0, sections.Count).Any(k => Reaches(k, k, []));
        Target at = new("section");
        ILabelSymbol again = numbers.Keys.First();
        foreach (KeyValuePair<ILabelSymbol, int> section in numbers)
        {
            int k = section.Value;
            _sections[section.Key] = isLoop ? () => Next(k) : () => Block(sections[k].Body, 0);
        }

        try
        {
            if (!isLoop)
            {
                // the switch as it is: only its jumps are sections in their places
                return Chosen(0, dispatch(0));
            }

            Set(at, dispatch(0));
            return Loop(new LoopForm(s, null, "", null, null, s, []) { ContinueLabels = [again], Run = () => Chosen(0, _env[at]) });
        }
        finally
        {
            foreach (ILabelSymbol label in numbers.Keys)
            {
                _sections.Remove(label);
            }

            _env.Remove(at);
        }

        Flow Next(int k)
        {
            Set(at, new Val.Scalar(Int(k)));
            return Jump(FindLabel(again)!);
        }

        Flow Chosen(int k, Val number) => k == sections.Count
            ? Flow.Next
            : Fork(EqualTo(((Val.Scalar)number).V, k), () => Block(sections[k].Body, 0), () => Chosen(k + 1, number));

        Value EqualTo(Value v, int k) => IsConstant(v, out long known) ? Bool(known == k) : Build.Emit(Op.IEq, v, Int(k));

        bool Reaches(int from, int to, HashSet<int> seen) => jumps[from].Any(next => next == to || (seen.Add(next) && Reaches(next, to, seen)));
    }
}
