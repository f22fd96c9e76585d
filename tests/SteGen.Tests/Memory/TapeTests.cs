using System;
using Xunit;

namespace SteGen.Tests.Memory;

public sealed class TapeTests
{
    [Fact]
    public void What_is_written_is_read_again_in_the_same_order_as_often_as_wanted()
    {
        using Tape tape = Tape.Rent();
        tape.Begin("F", [3]);
        Span<double> a = tape.Allocate<double>(5);
        Span<float> b = tape.Allocate<float>(100_000);
        a.Fill(1.5);
        b.Fill(2.5f);
        TapeStack<int> stack = tape.Stack<int>(0);
        for (int i = 0; i < 1000; i++)
        {
            stack.Push(i);
        }

        for (int time = 0; time < 2; time++)
        {
            tape.Resume("F", [3]);
            Assert.Equal([1.5, 1.5, 1.5, 1.5, 1.5], tape.Next<double>(5).ToArray());
            Assert.Equal(100_000, tape.Next<float>(100_000).Length);
            TapeStack<int> again = tape.Stack<int>(0);
            for (int i = 999; i >= 0; i--)
            {
                Assert.Equal(i, again.Pop());
            }
        }
    }

    [Fact]
    public void Earlier_spans_stay_valid_when_the_tape_grows()
    {
        using Tape tape = Tape.Rent();
        tape.Begin("F", []);
        Span<double> first = tape.Allocate<double>(10);
        first.Fill(7);
        for (int i = 0; i < 20; i++)
        {
            tape.Allocate<double>(50_000).Fill(i);
        }

        Assert.Equal(7, first[9]);
        tape.Resume("F", []);
        Assert.Equal(7, tape.Next<double>(10)[9]);
    }

    [Fact]
    public void A_tape_of_another_function_or_of_other_lengths_is_refused()
    {
        using Tape tape = Tape.Rent();
        tape.Begin("F", [3, 4]);
        Assert.Contains("G", Assert.Throws<InvalidOperationException>(() => tape.Resume("G", [3, 4])).Message);
        Assert.Throws<InvalidOperationException>(() => tape.Resume("F", [3, 5]));
        Assert.Throws<InvalidOperationException>(() => tape.Resume("F", [3]));
        tape.Resume("F", [3, 4]);
    }

    [Fact]
    public void A_disposed_tape_is_refused()
    {
        Tape tape = Tape.Rent();
        tape.Begin("F", []);
        tape.Dispose();
        Assert.Throws<InvalidOperationException>(() => tape.Resume("F", []));
        Assert.Throws<InvalidOperationException>(() => tape.Begin("F", []));
    }

    [Fact]
    public void Nothing_is_allocated_in_steady_state()
    {
        Use();
        Use();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Use();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        static void Use()
        {
            using Tape tape = Tape.Rent();
            tape.Begin("F", [1]);
            tape.Allocate<double>(1000).Clear();
            TapeStack<double> stack = tape.Stack<double>(0);
            for (int i = 0; i < 500; i++)
            {
                stack.Push(i);
            }

            tape.Resume("F", [1]);
            tape.Next<double>(1000);
        }
    }
}
