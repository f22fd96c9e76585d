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
    public void An_empty_tape_is_refused()
    {
        using Tape tape = Tape.Rent();
        Assert.Contains("forward", Assert.Throws<InvalidOperationException>(() => tape.Resume("F", [])).Message);
    }

    [Fact]
    public void Disposing_twice_gives_the_tape_back_once()
    {
        Tape tape = Tape.Rent();
        tape.Dispose();
        tape.Dispose();
        using Tape first = Tape.Rent();
        using Tape second = Tape.Rent();
        Assert.NotSame(first, second);
    }

    [Fact]
    public unsafe void Memory_is_aligned_to_64_bytes()
    {
        using Tape tape = Tape.Rent();
        foreach (int count in new[] { 1, 3, 17, 5000, 0, 100_001, 2 })
        {
            fixed (float* address = tape.Allocate<float>(count))
                Assert.True(count == 0 || (nint)address % 64 == 0);
            fixed (bool* address = tape.Allocate<bool>(count))
                Assert.True(count == 0 || (nint)address % 64 == 0);
        }
    }

    [Fact]
    public void Scratch_of_the_backward_does_not_touch_what_the_forward_kept()
    {
        using Tape tape = Tape.Rent();
        tape.Begin("F", [8]);
        tape.Allocate<double>(8).Fill(3);
        for (int time = 0; time < 3; time++)
        {
            tape.Resume("F", [8]);
            tape.Allocate<double>(100_000).Fill(-1);
            Assert.Equal([3.0, 3, 3, 3, 3, 3, 3, 3], tape.Next<double>(8).ToArray());
        }

        Assert.Throws<InvalidOperationException>(() => { tape.Next<double>(100_000); });
    }

    [Fact]
    public void Stacks_of_one_slot_are_told_apart_by_their_types()
    {
        using Tape tape = Tape.Rent();
        tape.Begin("F", []);
        tape.Stack<bool>(1).Push(true);
        tape.Stack<float>(1).Push(2.5f);
        tape.Stack<float>(0).Push(1.5f);
        tape.Stack<byte>(1).Push(7);
        tape.Stack<long>(1).Push(long.MinValue);
        Assert.Equal(2.5f, tape.Stack<float>(1).Pop());
        tape.Stack<float>(1).Push(4);
        tape.Resume("F", []);
        Assert.True(tape.Stack<bool>(1).Pop());
        Assert.Equal(4f, tape.Stack<float>(1).Pop());
        Assert.Equal(1.5f, tape.Stack<float>(0).Pop());
        Assert.Equal(7, tape.Stack<byte>(1).Pop());
        Assert.Equal(long.MinValue, tape.Stack<long>(1).Pop());
        Assert.Throws<InvalidOperationException>(() => tape.Stack<float>(0).Pop());
    }

    [Fact]
    public void Tapes_of_many_threads_do_not_mix()
    {
        System.Threading.Tasks.Parallel.For(0, 200, i =>
        {
            using Tape outer = Tape.Rent();
            outer.Begin("F", [i]);
            outer.Allocate<int>(1000).Fill(i);
            using (Tape inner = Tape.Rent())
                inner.Allocate<int>(1000).Fill(-1);
            outer.Resume("F", [i]);
            Assert.All(outer.Next<int>(1000).ToArray(), x => Assert.Equal(i, x));
        });
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
