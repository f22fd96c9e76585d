using System;
using System.Collections.Generic;
using System.Linq;

namespace SteGen.Testing;

/// <summary>A length that does not fit and memory that overlaps are refused by the name of the parameter, before anything is written.</summary>
internal static class RefusalCheck
{
    public static void Run(CompiledProgram program, ProgramData data)
    {
        var calls = new MemberCalls(program, data);
        calls.DrawUpstream(program.Shape.ResultsOf(program.Function.Call(data.Self, data.Argument)));
        using Tape tape = Tape.Rent();
        foreach (CallableMember member in program.GradientMembers)
        {
            bool IsGradient(CallableParameter p) => program.Differentiable.Any(i => i.IsSpan && i.GradientName == p.Name);
            Run(member, data.Self, p => calls.Argument(p, tape), IsGradient);
        }
    }

    /// <param name="hasFixedLength">Spans whose length another argument fixes.</param>
    public static void Run(CallableMember member, object? self, Func<CallableParameter, object?> argument, Func<CallableParameter, bool> hasFixedLength)
    {
        Dictionary<string, object?> arguments = member.Parameters.Where(p => p.RefKind != Microsoft.CodeAnalysis.RefKind.Out).ToDictionary(p => p.Name, p => argument(p));
        foreach (CallableParameter p in member.Parameters.Where(p => p.IsSpan && hasFixedLength(p)))
        {
            Array elements = Elements(arguments[p.Name]!);
            var longer = Array.CreateInstance(elements.GetType().GetElementType()!, elements.Length + 1);
            elements.CopyTo(longer, 0);
            Refused(member, self, arguments, new() { [p.Name] = Block.Of(longer) }, [p.Name], "is too long");
        }

        List<CallableParameter> spans = [.. member.Parameters.Where(p => p.IsSpan)];
        foreach (CallableParameter written in spans.Where(p => p.IsWritten))
        {
            foreach (CallableParameter other in spans.Where(p => p != written && p.ElementType == written.ElementType))
            {
                Array elements = Elements(arguments[written.Name]!), others = Elements(arguments[other.Name]!);
                if (elements.Length < 2 || others.Length < 2)
                {
                    continue;
                }

                var memory = Array.CreateInstance(elements.GetType().GetElementType()!, Math.Max(elements.Length + 1, others.Length));
                others.CopyTo(memory, 0);
                Block whole = Block.Of(memory);
                Refused(
                    member,
                    self,
                    arguments,
                    new() { [written.Name] = whole.Overlapping(1, elements.Length), [other.Name] = whole.Overlapping(0, others.Length) },
                    other.IsWritten ? [written.Name, other.Name] : [written.Name],
                    $"overlaps '{other.Name}'");
            }
        }
    }

    private static void Refused(CallableMember member, object? self, Dictionary<string, object?> arguments, Dictionary<string, Block> changed, string[] names, string why)
    {
        Dictionary<string, object?> passed = arguments.ToDictionary(a => a.Key, a => changed.TryGetValue(a.Key, out Block? block) ? block : a.Value is Array array ? Block.Of(array, margin: 0) : a.Value is Block other ? Block.Of(other.ToArray()) : a.Value);
        Dictionary<string, Array> before = passed.Where(p => p.Value is Block).ToDictionary(p => p.Key, p => ((Block)p.Value!).ToArray());
        string what = $"{member.Name}, where '{names[0]}' {why}";
        try
        {
            member.Call(self, p => passed[p.Name]);
        }
        catch (ArgumentException e) when (names.Contains(e.ParamName))
        {
            foreach ((string name, Array contents) in before)
            {
                SameBits.Require(contents, ((Block)passed[name]!).ToArray(), $"{what}: '{name}' was written");
            }

            return;
        }
        catch (Exception e) when (e is not TestFailure)
        {
            throw new TestFailure($"{what}: must be an ArgumentException for '{names[0]}', was {e.GetType().Name}: {e.Message}");
        }

        throw new TestFailure($"{what}: was not refused.");
    }

    private static Array Elements(object value) => value is Block block ? block.ToArray() : (Array)value;
}
