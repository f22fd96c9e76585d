using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms;

namespace SteGen.Compiler.Analyses;

/// <summary>
/// What comes first. Whether memory is read as it came, or only what the function itself has put there, is seen in the first round of every loop: <c>x[i] -= l[j] * x[j]</c> for j below i reads nothing
/// where i is 0.
/// </summary>
public static class FirstRound
{
    private const int MostFolds = 8;

    /// <summary>A copy in which every loop stands in its first round, and what does not run there is gone. It computes nothing; it shows an order.</summary>
    public static Function Of(Function function, out Cloner copies)
    {
        Function copy = Cloner.Clone(function, out copies);
        Enter(copy, _ => true);
        return copy;
    }

    /// <summary>The same in place, for the loops that are asked for.</summary>
    public static void Enter(Function copy, Func<Inst, bool> enters)
    {
        HashSet<Inst> entered = [];
        Decide(copy);
        while (copy.All().FirstOrDefault(i => i.Op is Op.For or Op.While && !entered.Contains(i) && enters(i)) is { } loop)
        {
            entered.Add(loop);
            Enter(loop, copy);
            Decide(copy);
        }
    }

    private static void Enter(Inst loop, Function function)
    {
        Substitution first = new();
        int shift = loop.Op == Op.For ? 1 : 0;
        for (int k = 0; k < loop.Results.Count; k++)
        {
            foreach (Region region in loop.Regions)
            {
                first.Add(region.Params[k + shift], loop.Args[k + shift]);
            }

            // after the loop nobody knows what the last round left
            Value unknown = new(loop.Results[k].Type);
            first.Add(loop.Results[k], unknown);
            loop.Results[k] = new Value(unknown.Type);
        }

        if (loop.Op == Op.For)
        {
            Region body = loop.Regions[0];
            body.Body.Insert(0, new Inst(Op.Const, [], [body.Params[0]]));
            body.Params[0] = new Value(Ty.I32);
        }

        first.Apply(function.Body);
    }

    private static void Decide(Function function)
    {
        for (int k = 0; k < MostFolds && Fold.Run(function, derivativesFollow: false); k++)
        {
        }
    }
}
