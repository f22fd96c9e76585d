using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace SteGen.Generator.Tests.Library;

/// <summary>Numbers, structs and tuples of numbers as lists of doubles, and back.</summary>
internal static class Leaves
{
    public static List<double> Of(object? value) => value switch
    {
        float x => [x],
        double x => [x],
        null or bool or int => [],
        Array a => [.. a.Cast<object?>().SelectMany(Of)],
        _ => [.. Fields(value.GetType()).SelectMany(f => Of(f.GetValue(value)))],
    };

    public static bool HasReals(Type type) => type == typeof(float) || type == typeof(double)
        || (type is { IsValueType: true, IsPrimitive: false, IsEnum: false } && Fields(type).Any(f => HasReals(f.FieldType)));

    /// <summary>A value of a type, its reals taken from <paramref name="next"/> in order.</summary>
    public static object Make(Type type, Func<double> next)
    {
        if (type == typeof(float))
        {
            return (float)next();
        }

        if (type == typeof(double))
        {
            return next();
        }

        object made = Activator.CreateInstance(type)!;
        foreach (FieldInfo field in Fields(type).Where(f => HasReals(f.FieldType)))
        {
            field.SetValue(made, Make(field.FieldType, next));
        }

        return made;
    }

    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(f => f.MetadataToken);
}
