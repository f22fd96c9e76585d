using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SteGen.Testing;

internal enum InputKind
{
    Value,
    Span,
    InOutSpan,
    Ref,
    Constant,
    Field,
    This,
}

/// <summary>An input of the method under test. <paramref name="Type"/> is that of an element for spans.</summary>
internal sealed record ProgramInput(string Name, Type Type, InputKind Kind, bool IsDifferentiable, bool IsUniform)
{
    public bool IsSpan => Kind is InputKind.Span or InputKind.InOutSpan;

    public string GradientName => Name + "Gradient";

    /// <summary>The gradient of a <c>double?</c> is a double.</summary>
    public Type GradientType => Nullable.GetUnderlyingType(Type) ?? Type;
}

/// <summary>A result: the return value, an element of a returned tuple, an out parameter, a result span, or what a ref or in-out parameter becomes.</summary>
internal sealed record ProgramResult(string Name, Type Type, bool IsSpan, bool IsIn)
{
    public bool HasReals => ShapeFacts.HasReals(Type);
}

/// <summary>Inputs and results of the method under test, from its declaration and the contract alone.</summary>
internal sealed class ProgramShape
{
    public ProgramShape(MethodInfo method)
    {
        Method = method;
        DifferentiableAttribute attribute = method.GetCustomAttribute<DifferentiableAttribute>()!;
        bool Wanted(string name, Type type, ICustomAttributeProvider p) =>
            ShapeFacts.HasReals(type) && !p.IsDefined(typeof(NoGradientAttribute), false) && (attribute.Parameters.Count == 0 || attribute.Parameters.Contains(name));
        foreach (ParameterInfo p in method.GetParameters())
        {
            Type type = p.ParameterType;
            bool isUniform = p.IsDefined(typeof(UniformAttribute), false), isInOut = p.IsDefined(typeof(InOutAttribute), false);
            if (ShapeFacts.ElementOf(type) is { } element)
            {
                bool isResult = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Span<>) && !isInOut;
                if (isResult)
                {
                    Results.Add(new ProgramResult(p.Name!, element, IsSpan: true, IsIn: false));
                }
                else
                {
                    Inputs.Add(new ProgramInput(p.Name!, element, isInOut ? InputKind.InOutSpan : InputKind.Span, Wanted(p.Name!, element, p), isUniform));
                }

                if (isInOut)
                {
                    Results.Add(new ProgramResult(p.Name!, element, IsSpan: true, IsIn: true));
                }
            }
            else if (p.IsOut)
            {
                Results.Add(new ProgramResult(p.Name!, type.GetElementType()!, IsSpan: false, IsIn: false));
            }
            else
            {
                bool isRef = type.IsByRef && !p.IsIn;
                type = type.IsByRef ? type.GetElementType()! : type;
                bool isConstant = type.IsClass;
                Inputs.Add(new ProgramInput(p.Name!, type, isConstant ? InputKind.Constant : isRef ? InputKind.Ref : InputKind.Value, !isConstant && Wanted(p.Name!, type, p), isUniform));
                if (isRef)
                {
                    Results.Add(new ProgramResult(p.Name!, type, IsSpan: false, IsIn: true));
                }
            }
        }

        if (method.ReturnType != typeof(void))
        {
            Results.InsertRange(0, Parts(method));
        }

        if (!method.IsStatic)
        {
            foreach (MemberInfo m in method.DeclaringType!.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(m => m.IsDefined(typeof(DifferentiableAttribute), false) && m is FieldInfo or PropertyInfo))
            {
                Type type = m is FieldInfo f ? f.FieldType : ((PropertyInfo)m).PropertyType;
                string name = m.Name.TrimStart('_');
                name = char.ToLowerInvariant(name[0]) + name[1..];
                Type? element = ShapeFacts.ElementOf(type);
                Fields[name] = m;
                Inputs.Add(new ProgramInput(name, element ?? type, InputKind.Field, ShapeFacts.HasReals(element ?? type), true));
            }
        }
    }

    public MethodInfo Method { get; }

    public List<ProgramInput> Inputs { get; } = [];

    /// <summary>The parts of the returned value first, then parameters in their order.</summary>
    public List<ProgramResult> Results { get; } = [];

    /// <summary>Marked fields and properties of the instance, by the name that their gradient is called after.</summary>
    public Dictionary<string, MemberInfo> Fields { get; } = [];

    /// <summary>Results by name, from what a call returned and left in its arguments.</summary>
    public Dictionary<string, object?> ResultsOf(Outcome outcome) =>
        Results.ToDictionary(r => r.Name, r => outcome.Arguments.TryGetValue(r.Name, out object? argument) ? argument : Part(outcome.Returned, r.Name));

    private object? Part(object? returned, string name)
    {
        if (returned is not ITuple tuple)
        {
            return returned;
        }

        int index = Results.FindIndex(r => r.Name == name);
        return tuple[index];
    }

    private static IEnumerable<ProgramResult> Parts(MethodInfo method)
    {
        if (!method.ReturnType.IsAssignableTo(typeof(ITuple)))
        {
            return [new ProgramResult("result", method.ReturnType, false, false)];
        }

        IList<string?>? names = method.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames;
        return method.ReturnType.GetGenericArguments().Select((type, i) =>
        {
            string name = names?[i] ?? $"Item{i + 1}";
            return new ProgramResult(char.ToLowerInvariant(name[0]) + name[1..], type, false, false);
        });
    }
}

internal static class ShapeFacts
{
    /// <summary>Reals that a gradient can belong to, in a scalar or a struct.</summary>
    public static bool HasReals(Type type) =>
        Reals.IsReal(Nullable.GetUnderlyingType(type) ?? type)
        || (type is { IsValueType: true, IsPrimitive: false, IsEnum: false } && Reals.Fields(type).Any(f => f.FieldType != type && HasReals(f.FieldType)));

    public static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Span<>) || type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>)) ? type.GetGenericArguments()[0]
        : null;
}
