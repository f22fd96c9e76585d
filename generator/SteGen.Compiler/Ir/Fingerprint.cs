using System.Globalization;
using System.Linq;
using System.Text;

namespace SteGen.Compiler.Ir;

/// <summary>All that a function does, as text: functions with the same text do the same. Names and origins have no part in it.</summary>
public static class Fingerprint
{
    public static string Of(Function function)
    {
        function.Number();
        StringBuilder text = new();
        Append(function.Body, text);
        foreach (Value buffer in function.Body.Params.Where(function.LengthOf.ContainsKey))
        {
            text.Append(buffer.Id).Append(':').Append(function.LengthOf[buffer].Id).Append(' ');
        }

        return text.ToString();
    }

    private static void Append(Region region, StringBuilder text)
    {
        text.Append('{');
        region.Params.ForEach(p => Append(p, text));
        foreach (Inst inst in region.Body)
        {
            text.Append((int)inst.Op).Append(' ').Append(inst.Number.ToString("R", CultureInfo.InvariantCulture)).Append(' ').Append(inst.Integer).Append(' ').Append((int)inst.Check).Append(' ').Append(inst.Text).Append(' ');
            if (inst.Callee is { } callee)
            {
                text.Append(callee.Method).Append(callee.Return).Append(callee.IsPure).Append(string.Join(",", callee.Parameters.Select(p => p.ToString()))).Append(' ');
            }

            inst.Args.ForEach(a => text.Append(a.Id).Append(','));
            text.Append("->");
            inst.Results.ForEach(r => Append(r, text));
            inst.Regions.ForEach(r => Append(r, text));
            text.Append('\n');
        }

        region.Yields.ForEach(y => text.Append(y.Id).Append(','));
        text.Append('}');
    }

    private static void Append(Value v, StringBuilder text) => text.Append(v.Id).Append(':').Append((int)v.Type).Append(v.Layout?.TypeText).Append(' ');
}
