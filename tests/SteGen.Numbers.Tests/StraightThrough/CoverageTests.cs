using System.Linq;
using Xunit;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>No record of the reference is left out.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Every_record_is_used() => Assert.Empty(ReferenceRecord.Ids
        .Except(ElementwiseTable.All.Select(e => e.Record))
        .Except(QuantizerTests.Used)
        .Except(SelectionTests.Used)
        .Except(WeightTests.Used)
        .Except(VectorQuantizerTests.Used)
        .Except(AlgebraTests.Used));
}
