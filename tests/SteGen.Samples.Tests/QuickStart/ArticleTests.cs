using QuickStart.Articles;
using Xunit;

namespace SteGen.Samples.Tests.QuickStart;

public class ArticleTests
{
    [Fact]
    public void Jax() => AssertAgrees(JaxArticle.Show);

    [Fact]
    public void Rounding() => AssertAgrees(RoundingArticle.Show);

    [Fact]
    public void Julia() => AssertAgrees(JuliaArticle.Show);

    [Fact]
    public void TheTableOfTheJuliaArticle() => AssertAgrees(JuliaTable.Show);

    private static void AssertAgrees(System.Action<ArticleTable> show)
    {
        var table = new ArticleTable();
        show(table);
        Assert.Empty(table.Disagreements);
        Assert.NotEqual(0, table.Count);
    }
}
