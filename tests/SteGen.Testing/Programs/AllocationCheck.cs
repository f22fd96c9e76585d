namespace SteGen.Testing;

/// <summary>After the first calls, nothing allocates: the runtime's own counter says so.</summary>
internal static class AllocationCheck
{
    public static void Run(CompiledProgram program, ProgramData data)
    {
        var calls = new MemberCalls(program, data);
        calls.DrawUpstream(program.Shape.ResultsOf(program.Function.Call(data.Self, data.Argument)));
        using Tape tape = Tape.Rent();
        foreach (CallableMember member in program.GradientMembers)
        {
            long bytes = member.Allocated(data.Self, p => calls.Argument(p, tape));
            if (bytes != 0)
            {
                throw new TestFailure($"{member.Name} allocates {bytes} bytes in ten calls.");
            }
        }
    }
}
