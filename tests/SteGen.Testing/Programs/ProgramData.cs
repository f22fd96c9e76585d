using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SteGen.Testing;

/// <summary>Inputs for a program, drawn from its domains.</summary>
internal sealed class ProgramData(TestProgram program, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>The instance, if the method has one.</summary>
    public object? Self { get; private set; }

    public Dictionary<string, object?> Inputs { get; } = [];

    public static ProgramData Draw(TestProgram program, ProgramShape shape, int seed, IReadOnlyDictionary<string, object>? point = null)
    {
        var data = new ProgramData(program, seed);
        if (!shape.Method.IsStatic)
        {
            data.Self = data.Value(shape.Method.DeclaringType!, "this");
        }

        foreach (ProgramInput input in shape.Inputs.Where(i => i.Kind is not (InputKind.Field or InputKind.This)))
        {
            object? given = point?.GetValueOrDefault(input.Name) ?? program.Values.GetValueOrDefault(input.Name);
            data.Inputs[input.Name] = given is not null ? Convert(given, input) : input.IsSpan ? data.Array(input.Type, input.Name) : data.Value(input.Type, input.Name);
        }

        // What a result span holds before the call must not matter: it is filled like an input.
        foreach (ProgramResult result in shape.Results.Where(r => r is { IsSpan: true, IsIn: false }))
        {
            data.Inputs[result.Name] = data.Array(result.Type, result.Name);
        }

        return data;
    }

    /// <summary>The same data, but for some arguments.</summary>
    public ProgramData After(IEnumerable<(string Name, object? Value)> changed)
    {
        var after = new ProgramData(program, seed) { Self = Self };
        foreach ((string name, object? value) in Inputs)
        {
            after.Inputs[name] = value;
        }

        foreach ((string name, object? value) in changed)
        {
            after.Inputs[name] = value;
        }

        return after;
    }

    /// <summary>Elements of a batch have one instance.</summary>
    public void ShareInstance(ProgramData other) => Self = other.Self;

    /// <summary>The same values for this run, so that a call that changes them changes nothing else.</summary>
    public object? Argument(CallableParameter p) => Inputs.TryGetValue(p.Name, out object? value)
        ? value is Array array ? array.Clone() : value
        : throw new TestFailure($"Nothing is known of the parameter '{p.Name}'.");

    public Array Array(Type element, string name)
    {
        int length = program.Lengths.GetValueOrDefault(name, program.Lengths.GetValueOrDefault("*", 7));
        var array = System.Array.CreateInstance(element, length);
        for (int i = 0; i < length; i++)
        {
            array.SetValue(Value(element, name), i);
        }

        return array;
    }

    /// <summary>A random value of any type: reals from the domain, integers from 0 to 3, objects field by field.</summary>
    public object? Value(Type type, string name)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        (double low, double high) = program.Domains.TryGetValue(name, out var domain) ? domain : program.Domains.GetValueOrDefault("*", (-1.5, 1.5));
        if (Reals.IsReal(plain))
        {
            return Reals.FromReal(low + ((high - low) * _random.NextDouble()), plain);
        }

        if (plain == typeof(bool))
        {
            return _random.Next(2) == 1;
        }

        if (plain.IsEnum)
        {
            Array values = Enum.GetValues(plain);
            return values.GetValue(_random.Next(values.Length));
        }

        if (plain.IsPrimitive)
        {
            return System.Convert.ChangeType(_random.Next(4), plain, System.Globalization.CultureInfo.InvariantCulture);
        }

        if (plain.IsArray)
        {
            return Array(plain.GetElementType()!, name);
        }

        object whole = RuntimeHelpers.GetUninitializedObject(plain);
        foreach (FieldInfo field in Reals.Fields(plain))
        {
            field.SetValue(whole, Value(field.FieldType, name == "this" ? field.Name : name));
        }

        return whole;
    }

    /// <summary>A random value of the same shape, for upstream gradients: never all ones.</summary>
    public object? Upstream(object? like, Type type) => like switch
    {
        Array array => Map(array, type),
        _ => Reals.Map(like, type, _ => Weight()),
    };

    private Array Map(Array array, Type element)
    {
        var result = System.Array.CreateInstance(element, array.Length);
        for (int i = 0; i < array.Length; i++)
        {
            result.SetValue(Reals.Map(array.GetValue(i), element, _ => Weight()), i);
        }

        return result;
    }

    private Dual Weight() => (_random.Next(2) == 0 ? -1 : 1) * (0.25 + (1.5 * _random.NextDouble()));

    private static object? Convert(object given, ProgramInput input)
    {
        if (given is Array array)
        {
            var result = System.Array.CreateInstance(input.Type, array.Length);
            for (int i = 0; i < array.Length; i++)
            {
                result.SetValue(Convert(array.GetValue(i)!, input with { Kind = InputKind.Value }), i);
            }

            return result;
        }

        Type target = Nullable.GetUnderlyingType(input.Type) ?? input.Type;
        return given.GetType() == target ? given
            : target.IsEnum ? Enum.ToObject(target, given)
            : given is IConvertible && target.IsPrimitive ? System.Convert.ChangeType(given, target, System.Globalization.CultureInfo.InvariantCulture)
            : throw new TestFailure($"{given} is no value of '{input.Name}'.");
    }
}
