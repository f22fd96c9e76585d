using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Library;

/// <summary>Every real-valued member of Math, MathF, double and float, and of the interfaces of numbers through a type parameter: it works, or it is refused.</summary>
public class RealMemberTests
{
    private static readonly HashSet<string> s_refused = ["BitDecrement", "BitIncrement"];
    private static readonly Lazy<FrameworkMembers> s_all = new(() => FrameworkMembers.Compile(Members!));

    private static IReadOnlyList<FrameworkMember> Members { get; } =
        [.. Of(typeof(Math)), .. Of(typeof(MathF)), .. Of(typeof(double)), .. Of(typeof(float)), .. Generic(typeof(double)), .. Generic(typeof(float))];

    public static TheoryData<string> Names => [.. Members.Select(m => m.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Member_works_or_is_refused(string member)
    {
        string name = member[(member.IndexOf('.', StringComparison.Ordinal) + 1)..member.IndexOf('(', StringComparison.Ordinal)];
        if (s_all.Value.Refused.TryGetValue(member, out string? id))
        {
            Assert.Contains(name, s_refused);
            Assert.Equal("STG0102", id);
            return;
        }

        Assert.DoesNotContain(name, s_refused);
        MemberCheck.Run(s_all.Value.Type, s_all.Value.Working[member], random => name switch
        {
            "Acosh" => 1.3 + random.NextDouble(),
            _ => 0.2 + (0.7 * random.NextDouble()),
        });
    }

    private static IEnumerable<FrameworkMember> Of(Type type) => Methods(type).Select(m =>
        new FrameworkMember(Name(type.Name, m), Result(m.ReturnType), Parameters(m), $"=> {type.FullName}.{m.Name}({Arguments(m)});") { Reference = Exact(m.Name) });

    /// <summary>Estimates are computed exactly: what the framework gives depends on the machine.</summary>
    private static string? Exact(string name) => name switch
    {
        "ReciprocalEstimate" => "=> 1 / a0;",
        "ReciprocalSqrtEstimate" => "{ var root = a0; root = 1; for (int i = 0; i < 60; i++) root = (root + a0 / root) / 2; return 1 / root; }",
        _ => null,
    };

    /// <summary>The same through a type parameter: members of T with a T that is a double or a float.</summary>
    private static IEnumerable<FrameworkMember> Generic(Type type)
    {
        foreach (MethodInfo m in Methods(type).Where(m => m.ReturnType == type))
        {
            int count = Parameters(m).Count;
            string arguments = string.Join(", ", Enumerable.Range(0, count).Select(i => "a" + i)), parameters = string.Join(", ", Enumerable.Range(0, count).Select(i => "T a" + i));
            string body = "{ return Of(" + arguments + "); static T Of<T>(" + parameters + ") where T : IFloatingPointIeee754<T> => T." + m.Name + "(" + Arguments(m) + "); }";
            yield return new FrameworkMember(Name($"T is {type.Name}", m), Result(type), Parameters(m), body) { Reference = Exact(m.Name) };
        }
    }

    private static IEnumerable<MethodInfo> Methods(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(m => !m.IsGenericMethod && !m.IsSpecialName && Leaves.HasReals(m.ReturnType) && m.GetParameters().Length > 0
            && m.GetParameters().All(p => p.ParameterType == typeof(double) || p.ParameterType == typeof(float) || p.ParameterType == typeof(int) || p.ParameterType == typeof(MidpointRounding))
            && m.GetParameters().Any(p => Leaves.HasReals(p.ParameterType)))
        .OrderBy(m => m.ToString(), StringComparer.Ordinal);

    private static string Name(string owner, MethodInfo m) => $"{owner}.{m.Name}({string.Join(", ", m.GetParameters().Select(p => p.ParameterType.Name))})";

    private static string Result(Type type) => type == typeof(double) ? "double" : type == typeof(float) ? "float" : $"({string.Join(", ", type.GetGenericArguments().Select(Result))})";

    private static List<string> Parameters(MethodInfo m) => [.. m.GetParameters().Where(p => Leaves.HasReals(p.ParameterType)).Select(p => Result(p.ParameterType))];

    /// <summary>Whole numbers and modes of rounding are constants.</summary>
    private static string Arguments(MethodInfo m)
    {
        int real = 0;
        return string.Join(", ", m.GetParameters().Select(p => p.ParameterType.IsEnum ? "MidpointRounding.AwayFromZero" : p.ParameterType == typeof(int) ? (m.Name == "Round" ? "0" : "3") : $"a{real++}"));
    }
}
