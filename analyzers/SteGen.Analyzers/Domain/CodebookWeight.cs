using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Domain;

/// <summary>
/// STG0070: of the two squares of a vector quantizer, the weight of the commitment stands before the one that moves the code. Which operand is the code says the straight-through value of the same two operands.
/// </summary>
internal static class CodebookWeight
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        Inst[] nodes = [.. method.Function.All().Where(i => i.Op == Op.StraightThrough && !LinearForm.IsStopGradient(i, method.Numbering))];
        if (nodes.Length == 0)
        {
            return;
        }

        List<(Inst Square, bool MovesCode, bool IsWeighted)> squares = [];
        foreach (Inst square in method.Function.All().Where(i => i.Op == Op.Mul && method.Numbering.Same(i.Args[0], i.Args[1]) && method.Reached[i.Result]))
        {
            if (method.Numbering.Definition(square.Args[0]) is { Op: Op.Sub } difference && Moving(difference, method) is { } moving
                && nodes.FirstOrDefault(n => Is(n, moving.Moved, moving.Stopped)) is { } node)
            {
                bool isWeighted = method.Numbering.Users(square.Result).Where(u => method.Reached.By(u, square.Result)).All(u => u.Op == Op.Mul && !u.Args.All(a => a == square.Result));
                squares.Add((square, method.Numbering.Same(node.Args[0], moving.Moved), isWeighted));
            }
        }

        if (squares.Any(s => !s.MovesCode && !s.IsWeighted))
        {
            foreach ((Inst square, _, _) in squares.Where(s => s.MovesCode && s.IsWeighted))
            {
                if (method.Syntax(square) is { } syntax)
                {
                    report(Diagnostic.Create(DomainRules.CodebookWeight, syntax.GetLocation()));
                }
            }
        }

        bool Is(Inst node, Value moved, Value stopped) =>
            (method.Numbering.Same(node.Args[0], moved) && method.Numbering.Same(node.Args[1], stopped))
            || (method.Numbering.Same(node.Args[0], stopped) && method.Numbering.Same(node.Args[1], moved));
    }

    /// <summary>Of a difference with one operand under StopGradient: the one that moves, and the one that does not.</summary>
    private static (Value Moved, Value Stopped)? Moving(Inst difference, LoweredMethod method)
    {
        Inst? left = method.Numbering.Definition(difference.Args[0]), right = method.Numbering.Definition(difference.Args[1]);
        bool leftStops = left is not null && LinearForm.IsStopGradient(left, method.Numbering), rightStops = right is not null && LinearForm.IsStopGradient(right, method.Numbering);
        return leftStops == rightStops ? null
            : leftStops ? (difference.Args[1], left!.Args[0])
            : (difference.Args[0], right!.Args[0]);
    }
}
