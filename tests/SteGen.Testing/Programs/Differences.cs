using System;

namespace SteGen.Testing;

/// <summary>Central differences, extrapolated twice (Richardson), with what the last step changed as an estimate of the error.</summary>
internal static class Differences
{
    public static (double Derivative, double Error) Of(Func<double, double> along)
    {
        const double step = 2e-3;
        double first = Central(along, step), second = Central(along, step / 2), third = Central(along, step / 4);
        double coarse = ((4 * second) - first) / 3, fine = ((4 * third) - second) / 3;
        return (((16 * fine) - coarse) / 15, Math.Abs(fine - coarse));
    }

    private static double Central(Func<double, double> along, double h) => (along(h) - along(-h)) / (2 * h);
}
