using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;
using Fragment = SteGen.Compiler.Emit.ScalarOps.Fragment;
using Precedence = SteGen.Compiler.Emit.ScalarOps.Precedence;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>Branches and loops that lanes take differently.</summary>
internal sealed partial class LaneEmitter
{
    /// <summary>A side of a branch that costs at most so much is not worth asking whether a lane takes it.</summary>
    private const int UnaskedAtMost = 16;

    /// <summary>The lanes that are active here: those alive in the last block, less those that a branch or loop has switched off. Null where all are.</summary>
    private string? _mask;

    /// <summary>The mask of the whole body: a store under it is whole.</summary>
    private string? _root;

    /// <summary>The lanes of a block that may be partial.</summary>
    private string? _live;

    /// <summary>
    /// The side that costs most and cannot fail runs for all lanes, without a question and without blends; the other one only where a lane takes it. Small sides without effects become selects.
    /// </summary>
    private void MaskedIf(Inst inst)
    {
        Comment(inst);
        Region then = inst.Regions[0], @else = inst.Regions[1];
        string taken = Named(inst.Args[0], "taken");
        string? yes = null, no = null;
        string Yes() => yes ??= _mask is null ? taken : Fresh($"{taken} & {_mask}", "inside");
        string No() => no ??= Fresh(_mask is null ? $"~{taken}" : $"{_a.V}.AndNot({_mask}, {taken})", "outside");
        List<int> used = [.. Enumerable.Range(0, inst.Results.Count).Where(k => _folding.IsUsed(inst.Results[k]))];

        bool thenFree = IsFree(then), elseFree = IsFree(@else);
        int thenCost = Cost(then), elseCost = Cost(@else);
        if (IsBlended(inst))
        {
            Free(then, Yes);
            Free(@else, No);
            foreach (int k in used)
            {
                Value result = inst.Results[k];
                Fragment text = Blend(result.Type, Atom(taken), Lanes(then.Yields[k]), Lanes(@else.Yields[k]));
                _w.Line($"{VectorType(result.Type)} {Declare(result, "merged")} = {text.Text};");
            }

            return;
        }

        // the unasked side gives the results their first values
        bool elseFirst = elseFree && (!thenFree || elseCost >= thenCost || thenCost > UnaskedAtMost);
        if (elseFirst)
        {
            Free(@else, No);
            Start(k => Lanes(@else.Yields[k]).Text);
            Asked(Yes, then, (result, mine) => (mine, result));
        }
        else if (thenFree)
        {
            Free(then, Yes);
            Start(k => Lanes(then.Yields[k]).Text);
            Asked(No, @else, (result, mine) => (result, mine));
        }
        else
        {
            Yes();
            No();
            Start(_ => "default");
            Asked(Yes, then, null);
            Asked(No, @else, (result, mine) => (result, mine));
        }

        void Free(Region region, System.Func<string> mask) => Under(HasEffects(region) ? mask() : _mask, region);

        void Start(System.Func<int, string> first)
        {
            foreach (int k in used)
            {
                string text = first(k);
                _w.Line($"{VectorType(inst.Results[k].Type)} {Declare(inst.Results[k], "merged")} = {text};");
            }
        }

        void Asked(System.Func<string> mask, Region region, System.Func<Fragment, Fragment, (Fragment, Fragment)>? sides)
        {
            bool empty = region.Body.All(i => i.Op == Op.Const);
            string lanes = empty ? "" : mask();
            if (!empty)
            {
                _w.Open($"if ({Any(lanes)})");
                Under(lanes, region);
            }

            foreach (int k in used)
            {
                Fragment result = _text[inst.Results[k]], mine = Lanes(region.Yields[k]);
                if (sides is not null)
                {
                    var (a, b) = sides(result, mine);
                    mine = Blend(inst.Results[k].Type, Atom(taken), a, b);
                }

                _w.Line($"{result.Text} = {mine.Text};");
            }

            if (!empty)
            {
                _w.Close();
                _w.Line();
            }
        }
    }

    /// <summary>Do both sides run for all lanes?</summary>
    private bool IsBlended(Inst inst) => inst.Regions.All(IsFree) && inst.Regions.Sum(Cost) <= UnaskedAtMost;

    private void Under(string? mask, Region region)
    {
        string? saved = _mask;
        _mask = mask;
        Region(region);
        _mask = saved;
    }

    /// <summary>A variable for a mask.</summary>
    private string Fresh(string text, string name)
    {
        string mask = _names.Fresh(name);
        _w.Line($"{MaskType} {mask} = {text};");
        return mask;
    }

    private string Named(Value condition, string name)
    {
        Fragment text = Lanes(condition);
        return text.Text.All(c => char.IsLetterOrDigit(c) || c is '_' or '@') ? text.Text : Fresh(text.Text, name);
    }

    /// <summary>May a region run although no lane is inside? Loops might not end, and uniform accesses might fail.</summary>
    private bool IsFree(Region region) => region.Body.All(i => i.Op switch
    {
        Op.NewStack or Op.Push or Op.Pop => false,
        Op.For or Op.While or Op.Alloc or Op.Check or Op.Call or Op.Clear => false,
        Op.If => i.Regions.All(IsFree) && _plan.Shape(i.Args[0]).IsVarying,
        Op.IDiv or Op.IRem => i.Results.All(r => _plan.Shape(r).IsVarying),
        Op.Load or Op.Store or Op.Accumulate => _plan.Role(i.Args[0]) == BufferRole.Private
            ? _plan.Definitions.TryGetValue(i.Args[1], out Inst? d) && d.Op == Op.Const
            : !_plan.Shape(i.Args[1]).IsUniform && IsPlain(i),
        _ => true,
    });

    private static bool HasEffects(Region region) => Function.All(region).Any(i => i.Op is Op.Store or Op.Accumulate or Op.If or Op.Push or Op.Pop);

    /// <summary>Roughly, in additions.</summary>
    private static int Cost(Region region) => Function.All(region).Sum(i => i.Op switch
    {
        Op.Const => 0,
        Op.Div or Op.Sqrt => 5,
        Op.Rem or Op.IDiv or Op.IRem => 40,
        >= Op.Exp and <= Op.Erfc or Op.Cbrt => 20,
        Op.For or Op.While => 100,
        Op.Accumulate => 4,
        _ => 1,
    });

    private void MaskedFor(Inst inst)
    {
        Region body = inst.Regions[0];
        Comment(inst);
        string count = Variable(inst.Args[0], "trips");
        Carried(inst, 1, body, 1, null);
        string index = Declare(body.Params[0], "i");
        _w.Block($"for (int {index} = 0; ; {index}++)", () =>
        {
            string inside = Mask(Ty.I32, Atom($"{V(Ty.I32)}.LessThan({V(Ty.I32)}.Create({index}), {count})")).Text;
            string on = Fresh(_mask is null ? inside : $"{inside} & {_mask}", "on");
            _w.Block($"if (!{Any(on)})", () => _w.Line("break;"));
            _w.Line();
            Under(on, body);
            Next(inst, body, 1, on);
        });
    }

    private void MaskedWhile(Inst inst)
    {
        Region test = inst.Regions[0], body = inst.Regions[1];
        Comment(inst);
        Carried(inst, 0, body, 0, test);
        string on = Fresh(_mask ?? MaskType + ".AllBitsSet", "on");
        _w.Block("while (true)", () =>
        {
            Under(on, test);
            _w.Line($"{on} &= {Lanes(test.Yields[0]).In(Precedence.BitAnd, right: true)};");
            _w.Block($"if (!{Any(on)})", () => _w.Line("break;"));
            _w.Line();
            Under(on, body);
            Next(inst, body, 0, on);
        });
    }

    /// <summary>A vector variable that a loop reads again and again.</summary>
    private string Variable(Value v, string name)
    {
        Fragment text = Lanes(v);
        if (text.Text.All(c => char.IsLetterOrDigit(c) || c is '_' or '@'))
        {
            return text.Text;
        }

        string variable = _names.Fresh(name);
        _w.Line($"{VectorType(v.Type)} {variable} = {text.Text};");
        return variable;
    }
}
