using System;
using System.Linq;
using System.Runtime.Intrinsics;
using SteGen.Numerics;
using Xunit;

namespace SteGen.Tests.Numerics;

/// <summary>Conversions, integers and partial memory in lanes, against the operators of C# on one element at a time.</summary>
[Trait("Category", "Widths")]
public sealed class LaneTests
{
    private static readonly double[] s_doubles =
    [
        0, -0.0, 0.5, -0.5, 0.999, -1.999, 2.5, 1e9, -1e9, 2147483646.9, 2147483647, 2147483647.5, 2147483648, -2147483648, -2147483648.9, -2147483649, 1e15, 4503599627370497, 9.2233720368547748e18, 9.3e18, -9.3e18,
        1e300, -1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 16777217, 3.4e38, 3.5e38, 1e-46,
    ];

    private static readonly long[] s_longs = [0, 1, -1, 16777217, -16777219, 9007199254740993, -9007199254740995, long.MaxValue, long.MinValue, long.MaxValue - 511, 1234567890123456789, int.MaxValue, int.MinValue, 4294967297];

    [Fact]
    public void Numbers_become_integers_as_in_a_cast()
    {
        foreach (double x in s_doubles)
        {
            Assert.Equal((long)x, Lanes128.ToInt64(Vector128.Create(x))[1]);
            Assert.Equal((long)x, Lanes256.ToInt64(Vector256.Create(x))[3]);
            Assert.Equal((long)x, Lanes512.ToInt64(Vector512.Create(x))[7]);
            Assert.Equal((int)x, Lanes256.ToInt32(Vector256.Create(x))[3]);
            Assert.Equal((int)x, Lanes512.ToInt32(Vector512.Create(x))[7]);

            float f = (float)x;
            Assert.Equal((int)f, Lanes128.ToInt32(Vector128.Create(f))[3]);
            Assert.Equal((int)f, Lanes256.ToInt32(Vector256.Create(f))[7]);
            Assert.Equal((int)f, Lanes512.ToInt32(Vector512.Create(f))[15]);
            Assert.Equal((long)f, Lanes256.ToInt64(Vector128.Create(f))[3]);
            Assert.Equal((long)f, Lanes512.ToInt64(Vector256.Create(f))[7]);
        }
    }

    [Fact]
    public void Numbers_change_their_precision_as_in_a_cast()
    {
        foreach (double x in s_doubles)
        {
            float f = (float)x;
            Assert.Equal(f, Lanes256.ToSingle(Vector256.Create(x))[3]);
            Assert.Equal(f, Lanes512.ToSingle(Vector512.Create(x))[7]);
            Assert.Equal((double)f, Lanes256.ToDouble(Vector128.Create(f))[3]);
            Assert.Equal((double)f, Lanes512.ToDouble(Vector256.Create(f))[7]);
        }
    }

    [Fact]
    public void Integers_become_numbers_as_in_a_cast()
    {
        foreach (long x in s_longs)
        {
            Assert.Equal((double)x, Lanes128.ToDouble(Vector128.Create(x))[1]);
            Assert.Equal((double)x, Lanes256.ToDouble(Vector256.Create(x))[3]);
            Assert.Equal((double)x, Lanes512.ToDouble(Vector512.Create(x))[7]);
            Assert.Equal((float)x, Lanes256.ToSingle(Vector256.Create(x))[3]);
            Assert.Equal((float)x, Lanes512.ToSingle(Vector512.Create(x))[7]);
            int i = (int)x;
            Assert.Equal(i, Lanes256.ToInt32(Vector256.Create(x))[3]);
            Assert.Equal(i, Lanes512.ToInt32(Vector512.Create(x))[7]);
            Assert.Equal((float)i, Lanes128.ToSingle(Vector128.Create(i))[3]);
            Assert.Equal((float)i, Lanes512.ToSingle(Vector512.Create(i))[15]);
            Assert.Equal((double)i, Lanes256.ToDouble(Vector128.Create(i))[3]);
            Assert.Equal((double)i, Lanes512.ToDouble(Vector256.Create(i))[7]);
            Assert.Equal(i, Lanes512.ToInt64(Vector256.Create(i))[7]);
        }
    }

    [Fact]
    public void Each_lane_is_converted_from_its_own_place()
    {
        Vector512<double> doubles = Vector512.Create(1.0, 2, 3, 4, 5, 6, 7, 8);
        Assert.Equal(Vector256.Create(1f, 2, 3, 4, 5, 6, 7, 8), Lanes512.ToSingle(doubles));
        Assert.Equal(Vector256.Create(1, 2, 3, 4, 5, 6, 7, 8), Lanes512.ToInt32(doubles));
        Assert.Equal(doubles, Lanes512.ToDouble(Vector256.Create(1f, 2, 3, 4, 5, 6, 7, 8)));
        Assert.Equal(doubles, Lanes512.ToDouble(Vector256.Create(1, 2, 3, 4, 5, 6, 7, 8)));
        Assert.Equal(Vector128.Create(1f, 2, 3, 4), Lanes256.ToSingle(Vector256.Create(1.0, 2, 3, 4)));
        Assert.Equal(Vector256.Create(1.0, 2, 3, 4), Lanes256.ToDouble(Vector128.Create(1f, 2, 3, 4)));
        Assert.Equal(Vector128.Create(1, 2, 3, 4), Lanes256.ToInt32(Vector256.Create(1.0, 2, 3, 4)));

        Vector512<double> mask = Vector512.LessThan(doubles, Vector512.Create(3.0));
        Vector256<float> narrow = Lanes512.NarrowMask(mask);
        Assert.Equal(Vector256.Create(-1, -1, 0, 0, 0, 0, 0, 0), narrow.AsInt32());
        Assert.Equal(mask.AsInt64(), Lanes512.WidenMask(narrow).AsInt64());
    }

    [Fact]
    public void Quotients_and_remainders_are_those_of_integers()
    {
        int[] values = [0, 1, -1, 2, -2, 7, -7, 10, 46341, int.MaxValue, int.MinValue, int.MinValue + 1, 1_000_000_007];
        foreach (int a in values)
        {
            foreach (int b in values)
            {
                // What throws in C# is checked before; the lanes themselves do not throw.
                (int quotient, int remainder) = b == 0 ? (0, 0) : b == -1 ? (unchecked(-a), 0) : (a / b, a % b);
                Assert.Equal(quotient, Lanes512.Divide(Vector512.Create(a), Vector512.Create(b))[15]);
                Assert.Equal(quotient, Lanes128.Divide(Vector128.Create(a), Vector128.Create(b))[3]);
                Assert.Equal(quotient, Lanes256.Divide(Vector256.Create((long)a), Vector256.Create((long)b))[3] is var wide && b == -1 ? unchecked((int)wide) : (int)wide);
                if (b != 0)
                    Assert.Equal(remainder, Lanes512.Remainder(Vector512.Create(a), Vector512.Create(b))[15]);
            }
        }

        foreach (double x in s_doubles)
        {
            foreach (double y in s_doubles)
                Assert.Equal(x % y, Lanes256.Remainder(Vector256.Create(x), Vector256.Create(y))[3]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(16)]
    public void Partial_vectors_touch_nothing_beyond(int count)
    {
        float[] source = [.. Enumerable.Range(1, 20).Select(i => (float)i)], target = new float[20];
        Array.Fill(target, -1);
        Vector512<float> lanes = Lanes512.LoadPartial<float>(source.AsSpan(2, count));
        for (int i = 0; i < 16; i++)
            Assert.Equal(i < count ? i + 3 : 0, lanes[i]);

        Lanes512.StorePartial(lanes, target.AsSpan(2, count));
        for (int i = 0; i < 20; i++)
            Assert.Equal(i >= 2 && i < count + 2 ? i + 1 : -1, target[i]);
    }

    [Fact]
    public void A_mask_has_any_lane_or_none()
    {
        Assert.False(Lanes512.Any(Vector512<float>.Zero));
        Assert.False(Lanes128.Any(Vector128<double>.Zero));
        Assert.True(Lanes512.Any(Vector512<float>.AllBitsSet));
        Assert.True(Lanes256.Any(Vector256.Equals(Vector256.Create(1.0, 2, 3, 4), Vector256.Create(4.0))));
    }
}
