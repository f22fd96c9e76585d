using System;
using System.Collections.Generic;
using System.Linq;

namespace SteGen.Testing;

/// <summary><c>FJacobian</c> against dual numbers, column by column.</summary>
internal static class JacobianCheck
{
    public static void Run(CompiledProgram program, ProgramData data)
    {
        if (program.Member("Jacobian") is not { } member)
        {
            return;
        }

        int columns = 0;
        Dictionary<string, List<Dual>> values = program.RunDual(data, (k, x) =>
        {
            columns = k + 1;
            return x;
        });
        List<string> results = [.. program.Shape.Results.Where(r => r.HasReals).Select(r => r.Name)];
        int rows = results.Sum(r => values[r].Count);
        bool isDouble = member.Parameters.Single(p => p.Name == "jacobian").ElementType == "double";
        Array matrix = isDouble ? new double[rows * columns] : new float[rows * columns];
        matrix.SetValue(Reals.FromReal(7, isDouble ? typeof(double) : typeof(float)), 0);
        object? Argument(CallableParameter p) => p.Name == "jacobian" ? matrix.Clone() : data.Argument(p);
        List<Dual> actual = Reals.Read(member.Call(data.Self, Argument).Arguments["jacobian"]);
        for (int column = 0; column < columns; column++)
        {
            Dictionary<string, List<Dual>> along = program.RunDual(data, (k, x) => new Dual(x.Value, k == column ? 1 : 0));
            List<Dual> expected = [.. results.SelectMany(r => along[r])];
            for (int row = 0; row < rows; row++)
            {
                double entry = actual[(row * columns) + column].Value, dual = expected[row].Tangent;
                if (!(Math.Abs(entry - dual) <= (program.IsSingle ? 2e-4 : 1e-10) * (Math.Abs(dual) + 1e-1)) && !SameBits.Of(dual, entry))
                {
                    throw new TestFailure($"{member.Name}[{row}, {column}] is {SameBits.Text(entry)}, dual numbers give {SameBits.Text(dual)}.");
                }
            }
        }

        long bytes = member.Allocated(data.Self, Argument);
        if (bytes != 0)
        {
            throw new TestFailure($"{member.Name} allocates {bytes} bytes in ten calls.");
        }

        RefusalCheck.Run(member, data.Self, Argument, p => p.Name == "jacobian");
    }
}
