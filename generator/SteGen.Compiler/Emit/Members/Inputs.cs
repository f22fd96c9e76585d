using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Compiler.Emit;

/// <summary>Ties the parameters of a method to those of its function, in the order that <see cref="MethodModel.Body"/> fixes.</summary>
internal sealed class Inputs
{
    private readonly Dictionary<string, IReadOnlyList<Value>> _values = [];

    public Inputs(MethodModel model, IReadOnlyList<Value> parameters)
    {
        int next = 0;
        foreach (ParameterModel p in model.Parameters)
        {
            int count = p.Kind switch
            {
                ParameterKind.Out or ParameterKind.Constant => 0,
                _ when p.IsSpan => 2,
                _ => p.Shape!.Leaves.Count,
            };
            _values[Key(p)] = [.. parameters.Skip(next).Take(count)];
            next += count;
        }
    }

    private Inputs(Dictionary<string, IReadOnlyList<Value>> values) => _values = values;

    public Inputs Mapped(Cloner cloner) => new(_values.ToDictionary(p => p.Key, p => (IReadOnlyList<Value>)[.. p.Value.Select(v => cloner[v])]));

    /// <summary>The leaves of a scalar or struct; buffer and length of a span.</summary>
    public IReadOnlyList<Value> this[ParameterModel p] => _values[Key(p)];

    /// <summary>C# text of each parameter of the function.</summary>
    public Dictionary<Value, string> Texts(MethodModel model)
    {
        Dictionary<Value, string> texts = [];
        foreach (ParameterModel p in model.Parameters.Where(p => p.Kind is not (ParameterKind.Out or ParameterKind.Constant)))
        {
            IReadOnlyList<Value> values = this[p];
            if (p.IsSpan)
            {
                texts[values[0]] = Names.Escape(p.Name);
                texts[values[1]] = Names.Escape(p.Name) + ".Length";
                continue;
            }

            for (int k = 0; k < values.Count; k++)
            {
                Leaf leaf = p.Shape!.Leaves[k];
                string text = ShapeText.Member(p.Access, leaf.Path);
                texts[values[k]] = leaf.TypeText == leaf.Type.Keyword() ? text : $"(({leaf.Type.Keyword()}){text})";
            }
        }

        return texts;
    }

    private static string Key(ParameterModel p) => p.Kind + " " + p.Name + " " + p.Access;
}
