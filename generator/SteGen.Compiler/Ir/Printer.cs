using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SteGen.Compiler.Ir;

/// <summary>The text form of the IR, used in tests and when a pass is debugged.</summary>
public static class Printer
{
    public static string Print(Function function)
    {
        function.Number();
        StringBuilder text = new();
        text.Append("function ").Append(function.Name).Append('(').Append(Declare(function.Body.Params)).Append(")\n");
        Block(function.Body, text, 1);
        return text.ToString();
    }

    public static string Print(Inst inst)
    {
        StringBuilder text = new();
        Line(inst, text, 0);
        return text.ToString();
    }

    private static string Declare(IEnumerable<Value> values) => string.Join(", ", values.Select(v => $"{v}: {v.Type}"));

    private static void Block(Region region, StringBuilder text, int depth)
    {
        foreach (Inst inst in region.Body)
        {
            Line(inst, text, depth);
        }

        if (region.Yields.Count > 0)
        {
            text.Append(' ', depth * 2).Append("yield ").Append(string.Join(", ", region.Yields)).Append('\n');
        }
    }

    private static void Line(Inst inst, StringBuilder text, int depth)
    {
        text.Append(' ', depth * 2);
        if (inst.Results.Count > 0)
        {
            text.Append(Declare(inst.Results)).Append(" = ");
        }

        text.Append(inst.Op);
        switch (inst.Op)
        {
            case Op.Const:
                text.Append(' ').Append(inst.Result.Type == Ty.I64
                    ? inst.Integer.ToString(CultureInfo.InvariantCulture)
                    : inst.Number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case Op.External:
                text.Append(" `").Append(inst.Text).Append('`');
                break;
            case Op.Check:
                text.Append('.').Append(inst.Check);
                break;
            case Op.Call:
                text.Append(' ').Append(inst.Callee!.Method);
                break;
            case Op.Load or Op.Store or Op.Accumulate when inst.Field != 0:
                text.Append('.').Append(inst.Field);
                break;
        }

        if (inst.Args.Count > 0)
        {
            text.Append(' ').Append(string.Join(", ", inst.Args));
        }

        text.Append('\n');
        foreach (Region region in inst.Regions)
        {
            text.Append(' ', depth * 2).Append('{');
            if (region.Params.Count > 0)
            {
                text.Append(' ').Append(Declare(region.Params));
            }

            text.Append('\n');
            Block(region, text, depth + 1);
            text.Append(' ', depth * 2).Append("}\n");
        }
    }
}
