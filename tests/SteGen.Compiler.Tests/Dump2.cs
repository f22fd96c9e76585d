using System; using System.IO; using SteGen.Compiler.Ir; using SteGen.Compiler.Transforms; using Xunit;
namespace SteGen.Compiler.Tests;
public sealed class Dump2
{
    [Fact]
    public void One()
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("SEED") ?? "0");
        foreach (bool s in new[] { false, true })
        {
        Program p = RandomPrograms.Make(seed);
        using StreamWriter w = new($"/tmp/dump/seed{s}.txt");
        w.WriteLine(Printer.Print(p.Function));
        Passes.Prepare(p.Function);
        w.WriteLine(Printer.Print(p.Function));
        var g = Passes.Reverse(p.Function, GradientOracle.Request(p, s));
        w.WriteLine(g.Boundary); w.WriteLine(Printer.Print(g.Function));
        var t = TapeSplit.Run(g, []);
        w.WriteLine(Printer.Print(t.Forward)); w.WriteLine(Printer.Print(t.Backward.Function));
        foreach (var i in t.Forward.All()) if (i.Text == TapeSplit.Kept) w.WriteLine("F " + i);
        foreach (var i in t.Backward.Function.All()) if (i.Text == TapeSplit.Kept) w.WriteLine("B " + i);
        }
    }
}
