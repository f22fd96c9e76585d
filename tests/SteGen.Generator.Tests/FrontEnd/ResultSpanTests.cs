using System.Linq;
using Xunit;

namespace SteGen.Generator.Tests.FrontEnd;

/// <summary>A backward gets no result span without reals: its length may be checked, and nothing else may depend on it.</summary>
public class ResultSpanTests
{
    [Theory]
    [InlineData("for (int i = 0; i < x.Length; i++) { y[i] = x[i] * x[i]; k[i] = i; }")]
    [InlineData("if (k.Length != x.Length) throw new ArgumentException(\"\", nameof(k)); for (int i = 0; i < x.Length; i++) { y[i] = x[i]; k[i] = i; }")]
    [InlineData("if (x.Length > 2 && k.Length < 2) throw new ArgumentException(\"\", nameof(k)); for (int i = 0; i < x.Length; i++) y[i] = x[i]; k[0] = 1;")]
    [InlineData("for (int i = 0; i < k.Length; i++) k[i] = i; for (int i = 0; i < x.Length; i++) y[i] = x[i];")]
    public void Checks_of_its_length(string body) => Assert.Empty(Problems(body));

    [Theory]
    [InlineData("for (int i = 0; i < k.Length; i++) { y[i] = x[i] * x[i]; k[i] = i; }")]
    [InlineData("k[0] = 1; y[0] = x[0] * k.Length;")]
    public void What_depends_on_its_length(string body) => Assert.Equal(["STG0101"], Problems(body));

    [Fact]
    public void A_forward_alone_may_use_it() => Assert.Empty(Problems("for (int i = 0; i < k.Length; i++) { y[i] = x[i]; k[i] = i; }", "(Emit = Derivatives.Forward)"));

    private static string[] Problems(string body, string emit = "")
    {
        Program program = Program.Lower($"public static partial class C {{ [Differentiable{emit}] public static void F(ReadOnlySpan<double> x, Span<double> y, Span<int> k) {{ {body} }} }}");
        Assert.Empty(program.Errors);
        return [.. program.Result.Problems.Select(p => p.Id)];
    }
}
