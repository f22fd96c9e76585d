using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using Xunit;

namespace SteGen.Generator.Tests.Library;

/// <summary>Every member of the structs of System.Numerics that takes and gives floats: it works, or it is refused by name.</summary>
public class NumericsMemberTests
{
    /// <summary>Masks and bits are no arithmetic; a decomposition has no derivative worth the name where it iterates.</summary>
    private static readonly HashSet<string> s_refused =
    [
        "AndNot", "BitwiseAnd", "BitwiseOr", "Xor", "OnesComplement", "ConditionalSelect", "op_BitwiseAnd", "op_BitwiseOr", "op_ExclusiveOr", "op_OnesComplement", "op_LeftShift", "op_RightShift",
        "op_UnsignedRightShift", "Equals", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual", "IsEvenInteger", "IsFinite", "IsInfinity", "IsInteger", "IsNaN", "IsNegative",
        "IsNegativeInfinity", "IsNormal", "IsOddInteger", "IsPositive", "IsPositiveInfinity", "IsSubnormal", "IsZero", "CreateScalarUnsafe", "AsVector3Unsafe", "AsVector4Unsafe",
    ];

    private static readonly Dictionary<string, string> s_operators = new()
    {
        { "op_Addition", "+" }, { "op_Subtraction", "-" }, { "op_Multiply", "*" }, { "op_Division", "/" }, { "op_UnaryNegation", "-" }, { "op_UnaryPlus", "+" }, { "op_BitwiseAnd", "&" },
        { "op_BitwiseOr", "|" }, { "op_ExclusiveOr", "^" }, { "op_OnesComplement", "~" }, { "op_LeftShift", "<<" }, { "op_RightShift", ">>" }, { "op_UnsignedRightShift", ">>>" },
    };

    private static readonly Type[] s_types = [typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Quaternion), typeof(Plane), typeof(Matrix3x2), typeof(Matrix4x4)];
    private static readonly Lazy<FrameworkMembers> s_all = new(() => FrameworkMembers.Compile(Members!));

    private static IReadOnlyList<FrameworkMember> Members { get; } = [.. s_types.SelectMany(Of), .. Extensions()];

    public static TheoryData<string> Names => [.. Members.Select(m => m.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Member_works_or_is_refused(string member)
    {
        string name = member[(member.IndexOf('.', StringComparison.Ordinal) + 1)..member.IndexOf('(', StringComparison.Ordinal)];
        if (s_all.Value.Refused.TryGetValue(member, out string? id))
        {
            Assert.Contains(name, s_refused);
            Assert.Contains(id, new[] { "STG0101", "STG0102" });
            return;
        }

        Assert.DoesNotContain(name, s_refused);
        if (name.EndsWith("OffCenter", StringComparison.Ordinal) || name.EndsWith("OffCenterLeftHanded", StringComparison.Ordinal) || name.StartsWith("CreatePerspective", StringComparison.Ordinal))
        {
            // each argument above the one before
            int count = member.Split(',').Length, next = 0;
            MemberCheck.Run(s_all.Value.Type, s_all.Value.Working[member], random => 0.4 + (0.8 * (next++ % count)) + (0.3 * random.NextDouble()));
            return;
        }

        bool isSigned = !name.StartsWith("Log", StringComparison.Ordinal) && name != "SquareRoot" && !name.StartsWith("Create", StringComparison.Ordinal);
        MemberCheck.Run(s_all.Value.Type, s_all.Value.Working[member], random => (0.3 + (0.6 * random.NextDouble())) * (isSigned && random.Next(2) == 0 ? -1 : 1));
    }

    private static IEnumerable<FrameworkMember> Of(Type type)
    {
        foreach (ConstructorInfo c in type.GetConstructors().Where(c => c.GetParameters().All(p => Is(p.ParameterType))))
        {
            yield return new($"{type.Name}.new({Types(c)})", type.Name, Parameters(c), $"=> new {type.Name}({Arguments(c)});");
        }

        foreach (MethodInfo m in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).OrderBy(m => m.ToString(), StringComparer.Ordinal))
        {
            ParameterInfo[] all = m.GetParameters();
            string name = $"{type.Name}.{m.Name}({Types(m)})";
            if (m.Name == "Invert")
            {
                yield return new(name, type.Name, [type.Name], $"{{ _ = {type.Name}.Invert(a0, out {type.Name} result); return result; }}");
            }
            else if (m.Name.StartsWith("set_", StringComparison.Ordinal))
            {
                string target = m.Name == "set_Item" ? $"[{string.Join(", ", all.SkipLast(1).Select(_ => "1"))}]" : "." + m.Name[4..];
                string value = Text(all[^1].ParameterType);
                yield return new(name, type.Name, [type.Name, value], $"{{ a0{target} = a1; return a0; }}");
            }
            else if (Leaves.HasReals(m.ReturnType) && all.All(p => Is(p.ParameterType) || p.ParameterType == typeof(byte)) && (!m.IsStatic || all.Any(p => Leaves.HasReals(p.ParameterType))))
            {
                yield return m.IsStatic ? Static(type, m, name) : new(name, Text(m.ReturnType), [type.Name, .. Parameters(m)], $"=> {Instance(m, all)};");
            }
        }
    }

    private static FrameworkMember Static(Type type, MethodInfo m, string name)
    {
        string body = s_operators.TryGetValue(m.Name, out string? op)
            ? m.GetParameters().Length == 1 ? $"{op}a0" : m.GetParameters()[1].ParameterType == typeof(int) ? $"a0 {op} 1" : $"a0 {op} a1"
            : $"{type.Name}.{m.Name}({Arguments(m)})";
        return new(name, Text(m.ReturnType), Parameters(m), $"=> {body};");
    }

    private static string Instance(MethodInfo m, ParameterInfo[] parameters)
    {
        int at = 1;
        string arguments = string.Join(", ", parameters.Select(p => p.ParameterType == typeof(int) ? "1" : $"a{at++}"));
        return m.Name == "get_Item" ? $"a0[{arguments}]" : m.Name.StartsWith("get_", StringComparison.Ordinal) ? $"a0.{m.Name[4..]}" : $"a0.{m.Name}({arguments})";
    }

    /// <summary>Extension methods of the class Vector.</summary>
    private static IEnumerable<FrameworkMember> Extensions() => typeof(Vector).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(m => !m.IsGenericMethod && s_types.Append(typeof(float)).Contains(m.ReturnType) && m.GetParameters().All(p => Is(p.ParameterType)) && s_types.Contains(m.GetParameters()[0].ParameterType))
        .OrderBy(m => m.ToString(), StringComparer.Ordinal)
        .Select(m => new FrameworkMember($"Vector.{m.Name}({Types(m)})", Text(m.ReturnType), Parameters(m), $"=> Vector.{m.Name}({Arguments(m)});"));

    private static bool Is(Type type) => type == typeof(float) || type == typeof(int) || type == typeof(MidpointRounding) || s_types.Contains(type);

    private static string Types(MethodBase m) => string.Join(", ", m.GetParameters().Select(p => p.ParameterType.Name));

    private static string Text(Type type) => type == typeof(float) ? "float" : type.IsGenericType ? $"({string.Join(", ", type.GetGenericArguments().Select(Text))})" : type.Name;

    private static List<string> Parameters(MethodBase m) => [.. m.GetParameters().Where(p => Leaves.HasReals(p.ParameterType)).Select(p => Text(p.ParameterType))];

    private static string Arguments(MethodBase m)
    {
        int real = 0;
        return string.Join(", ", m.GetParameters().Select(p => p.ParameterType.IsEnum ? "MidpointRounding.ToEven" : Leaves.HasReals(p.ParameterType) ? $"a{real++}" : "1"));
    }
}
