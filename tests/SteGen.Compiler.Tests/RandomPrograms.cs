using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Tests;

/// <summary>Programs made at random from all constructs of the IR: smooth, bounded, and never outside a buffer.</summary>
internal sealed class RandomPrograms
{
    private const int Length = 5;
    private readonly Random _random;
    private readonly List<Value> _reals = [], _indices = [], _buffers = [], _writable = [];
    private readonly Ty _type;
    private readonly bool _hasNodes;
    private int _budget = 40;

    private RandomPrograms(int seed, Ty type, bool hasNodes)
    {
        _hasNodes = hasNodes;
        _random = new Random(seed);
        _type = type;
    }

    /// <param name="seed">The program.</param>
    /// <param name="type">Of its reals.</param>
    /// <param name="hasNodes">With straight-through nodes; differences of gradients know nothing of them.</param>
    public static Program Make(int seed, Ty type = Ty.F64, bool hasNodes = true) => Program.Make("Random" + seed, p => new RandomPrograms(seed, type, hasNodes).Body(p));

    private List<Value> Body(Program p)
    {
        _reals.Add(p.Scalar("a", 0.7, _type));
        _reals.Add(p.Scalar("b", -0.4, _type));
        _buffers.Add(p.Span("x", [0.31, -0.72, 1.13, 0.54, -0.25], _type).Buffer);
        _buffers.Add(p.Span("w", [0.9, 0.4, -0.6, -1.2, 0.8], _type).Buffer);
        if (Chance(0.6))
        {
            Value y = p.Result("y", Length, _type).Buffer;
            _writable.Add(y);
            _buffers.Add(y);
        }

        if (Chance(0.5))
        {
            Value z = p.InOut("z", [0.2, -0.9, 0.5, 0.1, -0.3], _type).Buffer;
            _writable.Add(z);
            _buffers.Add(z);
        }

        for (int k = 0; k < Length; k++)
        {
            _indices.Add(Build.Int(k));
        }

        Statements(3, 10);
        return [Real(), Real()];
    }

    private bool Chance(double p) => _random.NextDouble() < p;

    private Value Pick(List<Value> from) => from[from.Count - 1 - Math.Min(from.Count - 1, (int)(-Math.Log(1 - _random.NextDouble()) * from.Count / 2.5))];

    private Value Real() => Pick(_reals);

    private Value Index() => Pick(_indices);

    private Value Number(double x) => Build.Real(_type, x);

    private static Value Sin(Value x) => Build.Emit(Op.Sin, x);

    private void Statements(int depth, int count)
    {
        for (int k = 0; k < count && _budget > 0; k++)
        {
            _budget--;
            Statement(depth);
        }
    }

    private void Statement(int depth)
    {
        int kind = _random.Next(depth > 0 ? 20 : 13);
        switch (kind)
        {
            case 0 or 1 or 2:
                _reals.Add(Expression());
                break;
            case 3 or 4:
                _reals.Add(Build.Load(Pick(_buffers), Index()));
                break;
            case 5 when _writable.Count > 0:
                Build.Store(Pick(_writable), Index(), Real());
                break;
            case 6 when _writable.Count > 0:
                Value buffer = Pick(_writable), at = Index();
                Build.Store(buffer, at, (Number(0.5) * Build.Load(buffer, at)) + Real());
                break;
            case 7 when _writable.Count > 0:
                Value sums = Pick(_writable), k = Index();
                Build.Store(sums, k, Build.Load(sums, k) + (Number(0.3) * Real()));
                break;
            case 8:
                Value local = Build.Alloc(ElementLayout.Of(_type), Build.Int(Length), "local");
                _buffers.Add(local);
                _writable.Add(local);
                break;
            case 9:
                _indices.Add(Build.Emit(Op.IRem, (Index() * Build.Int(_random.Next(1, 4))) + Build.Int(_random.Next(3)), Build.Int(Length)));
                break;
            case 10 when _hasNodes:
                // A step, with the derivative of something else; or a value whose derivative stops.
                Value hard = Number(0.3) * Build.Emit(Op.Round, Number(3) * Real());
                _reals.Add(Build.Emit(Op.StraightThrough, hard, Chance(0.7) ? Real() : Number(0)));
                break;
            case 11 when _writable.Count > 0 && Chance(0.3):
                Value cleared = Pick(_writable);
                Build.Clear(cleared, Build.Int(1), Build.Int(3));
                break;
            case 12:
                _reals.Add(Build.Emit(_random.Next(2) == 0 ? Op.Max : Op.Min, Real() + Number(3), Sin(Real())));
                break;
            case 19:
                Exit(depth);
                break;
            case 13 or 14:
                If(depth);
                break;
            case 15 or 16 or 17:
                For(depth);
                break;
            case 18:
                While(depth);
                break;
        }
    }

    private Value Expression()
    {
        Value a = Real(), b = Real();
        return _random.Next(10) switch
        {
            0 => Sin(a * b),
            1 => Number(0.7) * (a + b),
            2 => a - (Number(0.5) * b),
            3 => Build.Emit(Op.Tanh, a + b),
            4 => Number(0.4) * Build.Emit(Op.Exp, Sin(a)),
            5 => a / (Number(2) + Sin(b)),
            6 => Build.Emit(Op.Sqrt, Number(1.5) + Sin(a)),
            7 => Build.Emit(Op.Log, Number(2.5) + Sin(a * b)),
            8 => -(a * Number(0.9)),
            _ => Build.Select(Condition(), a, Sin(b)),
        };
    }

    private Value Condition() => Chance(0.5)
        ? Build.Emit(Op.ILt, Index(), Index())
        : Build.Emit(Op.FLt, Number(0.05), Build.Load(_buffers[_random.Next(2)], Index()));

    /// <summary>Runs a part of a body and forgets what it defined.</summary>
    private T Scoped<T>(Func<T> body)
    {
        (int reals, int indices, int buffers, int writable) = (_reals.Count, _indices.Count, _buffers.Count, _writable.Count);
        T result = body();
        _reals.RemoveRange(reals, _reals.Count - reals);
        _indices.RemoveRange(indices, _indices.Count - indices);
        _buffers.RemoveRange(buffers, _buffers.Count - buffers);
        _writable.RemoveRange(writable, _writable.Count - writable);
        return result;
    }

    private void If(int depth)
    {
        int results = _random.Next(3);
        _reals.AddRange(Build.If(Condition(), Side, Side));

        List<Value> Side() => Scoped(() =>
        {
            Statements(depth - 1, _random.Next(4));
            return Enumerable.Range(0, results).Select(_ => Real()).ToList();
        });
    }

    private void For(int depth)
    {
        int carried = _random.Next(3);
        bool sums = Chance(0.4);
        Value count = _random.Next(3) switch
        {
            0 => Build.Int(_random.Next(0, 4)),
            1 => Build.Int(Length),
            _ => Index(),
        };
        List<Value> inits = [.. Enumerable.Range(0, carried).Select(_ => Real())];
        _reals.AddRange(Build.For(count, inits, (i, c) => Scoped<List<Value>>(() =>
        {
            _indices.Add(i);
            if (!sums)
            {
                _reals.AddRange(c);
            }

            Statements(depth - 1, _random.Next(1, 5));
            return [.. c.Select(v => sums ? v + (Number(0.3) * Real()) : Number(0.6) * (v + Real()))];
        })));
    }

    /// <summary>A loop that is left early: the rest of its iterations is skipped under a flag.</summary>
    private void Exit(int depth)
    {
        Value limit = Index();
        List<Value> results = Build.For(Build.Int(Length), [Real(), Build.Bool(false)], (i, c) => Build.If(c[1], () => [c[0], c[1]], () => Scoped<List<Value>>(() =>
        {
            _reals.Add(c[0]);
            _indices.Add(i);
            Statements(depth - 1, _random.Next(1, 4));
            return [Number(0.7) * (c[0] + Sin(Real())), Build.Emit(Op.ILt, limit, i)];
        })));
        _reals.Add(results[0]);
    }

    private void While(int depth)
    {
        Value limit = Build.Int(_random.Next(1, 4));
        List<Value> results = ProgramSuite.While([Real(), Build.Int(0)], c => Build.Emit(Op.ILt, c[1], limit), c => Scoped<List<Value>>(() =>
        {
            _reals.Add(c[0]);
            _indices.Add(c[1]);
            Statements(depth - 1, _random.Next(1, 4));
            return [Number(0.8) * (Sin(c[0]) + Real()), c[1] + Build.Int(1)];
        }));
        _reals.Add(results[0]);
    }
}
