using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SteGen.Testing;

/// <summary>The real numbers inside a value, of whatever shape: scalars, arrays, structs in structs, tuples. By reflection, so that the user's types need nothing.</summary>
internal static class Reals
{
    public static bool IsReal(Type type) => type == typeof(double) || type == typeof(float) || type == typeof(Dual) || type == typeof(DualF);

    /// <summary>All reals of a value, in the order of elements and fields.</summary>
    public static List<Dual> Read(object? value)
    {
        var reals = new List<Dual>();
        Read(value, reals);
        return reals;
    }

    /// <summary>
    /// The same value in another type of the same shape: the user's struct of doubles as its struct of duals, and back. Each real passes through
    /// <paramref name="leaf"/>; everything else is copied.
    /// </summary>
    public static object? Map(object? source, Type target, Func<Dual, Dual> leaf)
    {
        target = Nullable.GetUnderlyingType(target) ?? target;
        if (source is null)
        {
            return null;
        }

        if (AsReal(source) is { } real)
        {
            return FromReal(leaf(real), target);
        }

        if (source is Array array)
        {
            Type element = target.GetElementType()!;
            Array copy = Array.CreateInstance(element, array.Length);
            for (int i = 0; i < array.Length; i++)
            {
                copy.SetValue(Map(array.GetValue(i), element, leaf), i);
            }

            return copy;
        }

        Type type = source.GetType();
        if (type.IsEnum)
        {
            return Enum.ToObject(target, Convert.ToInt64(source));
        }

        if (type.IsPrimitive || source is string or Delegate)
        {
            return source;
        }

        object result = RuntimeHelpers.GetUninitializedObject(target);
        foreach ((FieldInfo from, FieldInfo to) in Fields(type).Zip(Fields(target)))
        {
            to.SetValue(result, Map(from.GetValue(source), to.FieldType, leaf));
        }

        return result;
    }

    /// <summary>The instance fields in the order of their declaration, those of base types first.</summary>
    public static IEnumerable<FieldInfo> Fields(Type type) =>
        (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? Fields(parent) : [])
        .Concat(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).OrderBy(f => f.MetadataToken));

    public static object FromReal(Dual value, Type target)
    {
        if (target == typeof(double))
        {
            return value.Value;
        }

        if (target == typeof(float))
        {
            return (float)value.Value;
        }

        return target == typeof(Dual) ? value
            : target == typeof(DualF) ? (object)new DualF(value)
            : throw new TestFailure($"A real number has no form as {target}.");
    }

    private static Dual? AsReal(object value) => value switch
    {
        double d => d,
        float f => (double)f,
        Dual d => d,
        DualF f => f.Wide,
        _ => null,
    };

    private static void Read(object? value, List<Dual> into)
    {
        if (value is null)
        {
            return;
        }

        if (AsReal(value) is { } real)
        {
            into.Add(real);
        }
        else if (value is Array array)
        {
            foreach (object? element in array)
            {
                Read(element, into);
            }
        }
        else if (value.GetType() is { IsValueType: true, IsPrimitive: false, IsEnum: false } type)
        {
            foreach (FieldInfo field in Fields(type))
            {
                Read(field.GetValue(value), into);
            }
        }
    }
}
