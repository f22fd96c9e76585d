using System.Collections.Immutable;

namespace SteGen.Generator;

/// <summary>Where a jump goes: behind a loop or switch, to the next iteration, or out of a method. It is the key of its flag in the environment.</summary>
internal sealed class Target(string name)
{
    public override string ToString() => name;
}

/// <summary>How a statement ends: it may reach its end, and it may have jumped, in which case the flag of the target is set.</summary>
internal readonly struct Flow(bool falls, ImmutableArray<Target> jumps)
{
    public static readonly Flow Next = new(true, []);

    /// <summary>It never ends (it throws).</summary>
    public static readonly Flow Never = new(false, []);

    public bool Falls { get; } = falls;

    public ImmutableArray<Target> Jumps { get; } = jumps;

    /// <summary>It reaches its end whatever happens.</summary>
    public bool Always => Falls && Jumps.IsEmpty;

    public bool IsDead => !Falls && Jumps.IsEmpty;

    public static Flow Jump(Target target) => new(false, [target]);

    /// <summary>Either happens.</summary>
    public static Flow operator |(Flow a, Flow b)
    {
        ImmutableArray<Target> jumps = a.Jumps;
        foreach (Target t in b.Jumps)
        {
            if (!jumps.Contains(t))
            {
                jumps = jumps.Add(t);
            }
        }

        return new(a.Falls || b.Falls, jumps);
    }

    /// <summary>Jumps to this target have arrived.</summary>
    public Flow Catch(Target target) => Jumps.Contains(target) ? new(true, Jumps.Remove(target)) : this;
}
