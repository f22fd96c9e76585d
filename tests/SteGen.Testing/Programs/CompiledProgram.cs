using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace SteGen.Testing;

/// <summary>A program that can run: the method itself, its generated members, and the same method over dual numbers.</summary>
internal sealed class CompiledProgram
{
    private static readonly HashSet<string> s_gradientMembers = ["Forward", "Backward", "ValueAndGradient", "Gradient", "AccumulateGradient", "AccumulateBackward"];

    private readonly CallableMember _dual;
    private readonly ProgramShape _dualShape;

    public CompiledProgram(TestProgram program, MethodInfo method, List<CallableMember> members, MethodInfo dualMethod, CallableMember dual, string generatedText)
    {
        Program = program;
        Shape = new ProgramShape(method);
        Function = members[0];
        Members = members.Skip(1).Where(m => m.Name != program.Reference).ToList();
        Reference = members.FirstOrDefault(m => m.Name == program.Reference) ?? Function;
        _dual = dual;
        _dualShape = new ProgramShape(dualMethod);
        GeneratedText = generatedText;
        IsSingle = Shape.Inputs.Where(i => i.IsDifferentiable).Any(i => HoldsSingle(i.Type)) || Shape.Results.Any(r => HoldsSingle(r.Type));
    }

    public TestProgram Program { get; }

    public ProgramShape Shape { get; }

    public CallableMember Function { get; }

    /// <summary>What the forward is held against: the method, or what the program says instead.</summary>
    public CallableMember Reference { get; }

    public IReadOnlyList<CallableMember> Members { get; }

    public string GeneratedText { get; }

    /// <summary>The text of the forward, from its name to the next member.</summary>
    public string ForwardText
    {
        get
        {
            int start = GeneratedText.IndexOf($" {Prefix}Forward(", StringComparison.Ordinal);
            int end = GeneratedText.IndexOf("/// <summary>", Math.Max(start, 0), StringComparison.Ordinal);
            return start < 0 ? "" : GeneratedText[start..(end < 0 ? GeneratedText.Length : end)];
        }
    }

    /// <summary>Some number that matters has 24 bits.</summary>
    public bool IsSingle { get; }

    /// <summary>The member of this name (after the prefix), with or without a tape; null if there is none.</summary>
    public CallableMember? Member(string suffix, bool tape = false) =>
        Members.SingleOrDefault(m => m.Name == Prefix + suffix && m.Takes("tape") == tape);

    /// <summary>Members that take inputs, upstream gradients and gradients for one element.</summary>
    public IEnumerable<CallableMember> GradientMembers => Members.Where(m => s_gradientMembers.Contains(m.Name[Prefix.Length..]));

    public CallableMember Require(string suffix, bool tape = false) =>
        Member(suffix, tape) ?? throw new TestFailure($"There is no member {Prefix}{suffix}{(tape ? " with a tape" : "")}, only {string.Join(", ", Members.Select(m => m.Name))}.");

    public string Prefix => Shape.Method.GetCustomAttribute<DifferentiableAttribute>()!.Name ?? Shape.Method.Name;

    public Derivatives Emit => Shape.Method.GetCustomAttribute<DifferentiableAttribute>()!.Emit;

    /// <summary>Real numbers of all differentiable inputs, in order.</summary>
    public IEnumerable<ProgramInput> Differentiable => Shape.Inputs.Where(i => i.IsDifferentiable);

    /// <summary>
    /// Runs the dual program: every real of a differentiable input passes through <paramref name="leaf"/>, which gets its number. Results by name, all their reals in order.
    /// </summary>
    public Dictionary<string, List<Dual>> RunDual(ProgramData data, Func<int, Dual, Dual> leaf)
    {
        int next = 0;
        Dual Constant(Dual x) => x.Value;
        object? Map(object? value, Type to, bool active) => Reals.Map(value, to, x => active ? leaf(next++, x.Value) : Constant(x));

        var arguments = new Dictionary<string, object?>();
        foreach (ProgramInput input in Shape.Inputs.Where(i => i.Kind is not (InputKind.Field or InputKind.This)))
        {
            ProgramInput dual = _dualShape.Inputs.First(i => i.Name == input.Name);
            arguments[input.Name] = Map(data.Inputs[input.Name], input.IsSpan ? dual.Type.MakeArrayType() : dual.Type, input.IsDifferentiable);
        }

        foreach (ProgramResult result in _dualShape.Results.Where(r => r is { IsSpan: true, IsIn: false }))
        {
            arguments[result.Name] = Map(data.Inputs[result.Name], result.Type.MakeArrayType(), false);
        }

        object? self = null;
        if (data.Self is not null)
        {
            self = Map(data.Self, _dualShape.Method.DeclaringType!, false);
            foreach ((string name, MemberInfo member) in Shape.Fields)
            {
                if (member is FieldInfo field)
                {
                    FieldInfo target = Reals.Fields(_dualShape.Method.DeclaringType!).First(f => f.Name == field.Name);
                    target.SetValue(self, Map(field.GetValue(data.Self), target.FieldType, true));
                }
                else
                {
                    throw new TestFailure($"The kit does not know the marked property {name}.");
                }
            }
        }

        Outcome outcome = _dual.Call(self, p => arguments[p.Name]);
        return _dualShape.ResultsOf(outcome).ToDictionary(r => r.Key, r => Reals.Read(r.Value));
    }

    private static bool HoldsSingle(Type type) =>
        type == typeof(float) || (type is { IsValueType: true, IsPrimitive: false, IsEnum: false } && Reals.Fields(type).Any(f => HoldsSingle(f.FieldType)));
}
