using System.Collections.Generic;
using System.Linq;

namespace SteGen.Compiler.Ir;

/// <summary>One instruction. Mutable: the transforms rewrite operands in place.</summary>
public sealed class Inst(Op op, List<Value> args, List<Value> results, List<Region>? regions = null)
{
    public Op Op { get; set; } = op;

    public List<Value> Args { get; set; } = args;

    public List<Value> Results { get; set; } = results;

    public List<Region> Regions { get; set; } = regions ?? [];

    /// <summary>The constant (reals, I32, bools as 0 and 1), or the leaf field of a memory operation.</summary>
    public double Number { get; set; }

    /// <summary>The constant where it is an I64.</summary>
    public long Integer { get; set; }

    /// <summary>The C# expression of an External, or the exception of a Check.</summary>
    public string? Text { get; set; }

    public CheckKind Check { get; set; }

    public Callee? Callee { get; set; }

    /// <summary>Index into <see cref="Function.Origins"/>; -1 where no syntax stands behind it.</summary>
    public int Origin { get; set; } = -1;

    /// <summary>Marks a sum of adjoints, whose zero means "nothing has arrived", so that there 0 + x may become x.</summary>
    public bool IsAdjointSum { get; set; }

    /// <summary>Of a counted loop: its number, which copies keep; 0 where nobody asked.</summary>
    public int LoopNumber { get; set; }

    /// <summary>Of a counted loop: its iterations go into lanes, or would: its sums are added in the canonical order in all members of a method.</summary>
    public bool InLanes { get; set; }

    public Value Result => Results[0];

    public int Field
    {
        get => (int)Number;
        set => Number = value;
    }

    /// <summary>No effect and no memory: may be dropped when unused, merged when equal, computed again.</summary>
    public bool IsPure => OpTable.IsPure(Op) || (Op == Op.Call && Callee!.IsPure && Args.All(a => a.Type != Ty.Buffer));

    public override string ToString() => Printer.Print(this);
}

/// <summary>A nested block with parameters, instructions and what it yields.</summary>
public sealed class Region
{
    public List<Value> Params { get; set; } = [];

    public List<Inst> Body { get; set; } = [];

    public List<Value> Yields { get; set; } = [];
}

/// <summary>Where an instruction comes from: free of positions, so that an edit above the method changes nothing.</summary>
/// <param name="Method">Documentation id of the method that the operation stands in.</param>
/// <param name="Ordinal">Number of the operation in a pre-order walk of that method's body.</param>
/// <param name="Path">Ordinals of the calls through which it was inlined, outermost first.</param>
/// <param name="Text">First line of the user's statement, for comments in the output.</param>
public sealed record Origin(string Method, int Ordinal, EquatableArray<int> Path, string Text);

/// <summary>
/// A function: parameters are those of <see cref="Body"/> (a scalar leaf is one value; a span is a buffer followed by its length, an I32),
/// results are its yields.
/// </summary>
public sealed class Function(string name)
{
    public string Name { get; set; } = name;

    public Region Body { get; set; } = new();

    public List<Origin> Origins { get; } = [];

    /// <summary>For buffers that are parameters: the parameter that holds their length. Lengths are never negative.</summary>
    public Dictionary<Value, Value> LengthOf { get; } = [];

    /// <summary>Numbers all values densely in program order; returns how many there are.</summary>
    public int Number()
    {
        int next = 0;
        Visit(Body);
        return next;

        void Visit(Region region)
        {
            foreach (Value p in region.Params)
            {
                p.Id = next++;
            }

            foreach (Inst inst in region.Body)
            {
                foreach (Region nested in inst.Regions)
                {
                    Visit(nested);
                }

                foreach (Value v in inst.Results)
                {
                    v.Id = next++;
                }
            }
        }
    }

    public IEnumerable<Inst> All() => All(Body);

    public static IEnumerable<Inst> All(Region region)
    {
        foreach (Inst inst in region.Body)
        {
            yield return inst;
            foreach (Region nested in inst.Regions)
            {
                foreach (Inst inner in All(nested))
                {
                    yield return inner;
                }
            }
        }
    }
}
