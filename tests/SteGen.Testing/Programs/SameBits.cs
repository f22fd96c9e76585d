using System;
using System.Collections.Generic;
using System.Reflection;

namespace SteGen.Testing;

/// <summary>Equality bit for bit, where any NaN equals any NaN, through arrays, structs and tuples.</summary>
internal static class SameBits
{
    public static void Require(object? expected, object? actual, string what)
    {
        if (!Of(expected, actual))
        {
            throw new TestFailure($"{what}: expected {Text(expected)}, was {Text(actual)}.");
        }
    }

    public static bool Of(object? a, object? b)
    {
        switch (a, b)
        {
            case (null, null):
                return true;
            case (null, _) or (_, null):
                return false;
            case (double x, double y):
                return BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y) || (double.IsNaN(x) && double.IsNaN(y));
            case (float x, float y):
                return BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y) || (float.IsNaN(x) && float.IsNaN(y));
            case (Array x, Array y):
                if (x.Length != y.Length)
                {
                    return false;
                }

                for (int i = 0; i < x.Length; i++)
                {
                    if (!Of(x.GetValue(i), y.GetValue(i)))
                    {
                        return false;
                    }
                }

                return true;
            default:
                Type type = a.GetType();
                if (type != b.GetType())
                {
                    return false;
                }

                if (type is not { IsValueType: true, IsPrimitive: false, IsEnum: false })
                {
                    return a.Equals(b);
                }

                foreach (FieldInfo field in Reals.Fields(type))
                {
                    if (!Of(field.GetValue(a), field.GetValue(b)))
                    {
                        return false;
                    }
                }

                return true;
        }
    }

    public static string Text(object? value)
    {
        if (value is Array array)
        {
            var parts = new List<string>();
            foreach (object? element in array)
            {
                parts.Add(Text(element));
            }

            return $"[{string.Join(", ", parts)}]";
        }

        return value switch
        {
            double d => d.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            float f => f.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + "f",
            _ => value?.ToString() ?? "null",
        };
    }
}
