using System;
using SteGen.Numerics;
using Xunit;

namespace SteGen.Tests.Numerics;

public sealed class GuardTests
{
    [Fact]
    public void A_wrong_length_names_the_parameter_and_both_lengths()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Guard.Length(3, 4, "xGradient"));
        Assert.Equal("xGradient", e.ParamName);
        Assert.Contains("3", e.Message);
        Assert.Contains("4", e.Message);
        Guard.Length(4, 4, "xGradient");
    }

    [Theory]
    [InlineData(0, 10, 10, 10, false)]
    [InlineData(0, 10, 9, 10, true)]
    [InlineData(5, 10, 0, 6, true)]
    [InlineData(5, 10, 0, 5, false)]
    [InlineData(3, 0, 0, 10, false)]
    [InlineData(0, 10, 0, 10, true)]
    public void Overlaps_are_found(int start, int length, int otherStart, int otherLength, bool overlaps)
    {
        float[] memory = new float[32];
        void Check() => Guard.Overlap<float, float>(memory.AsSpan(start, length), memory.AsSpan(otherStart, otherLength), "y");
        if (overlaps)
        {
            Assert.Equal("y", Assert.Throws<ArgumentException>(Check).ParamName);
        }
        else
        {
            Check();
        }
    }

    [Fact]
    public void The_very_same_span_is_allowed_where_elements_are_read_first()
    {
        float[] memory = new float[32];
        Guard.OverlapUnlessSame<float, float>(memory.AsSpan(3, 8), memory.AsSpan(3, 8), "y");
        Assert.Throws<ArgumentException>(() => Guard.OverlapUnlessSame<float, float>(memory.AsSpan(3, 8), memory.AsSpan(4, 8), "y"));
        Assert.Throws<ArgumentException>(() => Guard.OverlapUnlessSame<float, float>(memory.AsSpan(3, 8), memory.AsSpan(3, 9), "y"));
    }

    [Theory]
    [InlineData(0, 0, 0, true)]
    [InlineData(2, 3, 5, true)]
    [InlineData(2, 4, 5, false)]
    [InlineData(-1, 2, 5, false)]
    [InlineData(6, 0, 5, false)]
    [InlineData(1, -1, 5, false)]
    [InlineData(int.MaxValue, int.MaxValue, 5, false)]
    public void Slices_lie_within(int start, int count, int length, bool fits)
    {
        if (fits)
        {
            Guard.Slice(start, count, length);
        }
        else
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Guard.Slice(start, count, length));
        }
    }

    [Fact]
    public void Indices_lie_within()
    {
        Guard.Index(4, 5);
        Assert.Throws<IndexOutOfRangeException>(() => Guard.Index(5, 5));
        Assert.Throws<IndexOutOfRangeException>(() => Guard.Index(-1, 5));
    }
}
