using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Model;

namespace SteGen.Compiler.Emit;

/// <summary>Puts structs and tuples together from their leaves.</summary>
internal static class ShapeText
{
    /// <param name="shape">What is to be built.</param>
    /// <param name="leaf">Text of each leaf by its number; null leaves the default.</param>
    public static string Construct(Shape shape, Func<int, string?> leaf)
    {
        int next = 0;
        return Build(shape) ?? $"default({shape.TypeText})";

        string? Build(Shape part)
        {
            if (part is not StructShape whole)
            {
                return leaf(next++);
            }

            List<(FieldShape Field, string? Text)> members = [.. whole.Fields.Select(f => (f, Build(f.Shape)))];
            if (members.All(m => m.Text is null))
            {
                return null;
            }

            return whole.Construction switch
            {
                Construction.Tuple => $"({string.Join(", ", members.Select(m => m.Text ?? $"default({m.Field.Shape.TypeText})"))})",
                Construction.Constructor => $"new {whole.TypeText}({string.Join(", ", members.Select(m => m.Text ?? $"default({m.Field.Shape.TypeText})"))})",
                _ => $"new {whole.TypeText} {{ {string.Join(", ", members.Where(m => m.Text is not null).Select(m => $"{Names.Escape(m.Field.Name)} = {m.Text}"))} }}",
            };
        }
    }

    /// <summary><c>x</c> and a leaf's path: <c>x.Rotation.X</c>.</summary>
    public static string Member(string whole, string path) =>
        path.Length == 0 ? whole : whole + "." + string.Join(".", path.Split('.').Select(Names.Escape));

    /// <summary>Names of the parts of a result that have upstream gradients of their own: the elements of a tuple, or the whole.</summary>
    public static IEnumerable<(string Name, Shape Shape)> Parts(Shape result) =>
        result is StructShape { Construction: Construction.Tuple } tuple
            ? tuple.Fields.Select(f => (Camel(f.Name), f.Shape))
            : [("result", result)];

    public static bool HasReal(Shape shape) => shape.Leaves.Any(l => Ir.TyFacts.IsReal(l.Type));

    /// <summary>The type of a gradient of this shape: the same type (of <c>double?</c> it is a <c>double</c>).</summary>
    public static string GradientType(Shape shape) => shape.TypeText.TrimEnd('?');

    private static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);
}
