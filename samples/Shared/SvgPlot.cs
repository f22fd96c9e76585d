using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Samples;

/// <summary>A line of a plot.</summary>
public sealed record PlotLine(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <summary>Lines over two axes, as an SVG file that any browser opens.</summary>
public static class SvgPlot
{
    private const int Width = 680;
    private const int Height = 400;
    private const int Left = 68;
    private const int Right = 186;
    private const int Top = 36;
    private const int Bottom = 48;
    private static readonly string[] s_colours = ["#1f6fb2", "#d1495b", "#2e8b57", "#8e6bbf", "#b8860b", "#555555"];

    public static void Save(string path, string title, string xName, string yName, params PlotLine[] lines)
    {
        double[] xs = [.. lines.SelectMany(l => l.X).Where(double.IsFinite)], ys = [.. lines.SelectMany(l => l.Y).Where(double.IsFinite)];
        (double x0, double x1) = Range(xs);
        (double y0, double y1) = Range(ys);
        double X(double x) => Left + ((x - x0) / (x1 - x0) * (Width - Left - Right));
        double Y(double y) => Height - Bottom - ((y - y0) / (y1 - y0) * (Height - Top - Bottom));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"22\" font-size=\"15\">{Escape(title)}</text>\n");
        foreach (double y in Ticks(y0, y1))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{X(x0):0.#} {Y(y):0.#}H{X(x1):0.#}\" stroke=\"#ddd\"/><text x=\"{Left - 6}\" y=\"{Y(y) + 4:0.#}\" text-anchor=\"end\">{y:0.#####}</text>\n");
        }

        foreach (double x in Ticks(x0, x1))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(x):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{x:0.#####}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\">{Escape(xName)}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate(14 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Escape(yName)}</text>\n");
        for (int k = 0; k < lines.Length; k++)
        {
            string colour = s_colours[k % s_colours.Length];
            IEnumerable<string> points = lines[k].X.Zip(lines[k].Y).Where(p => double.IsFinite(p.First) && double.IsFinite(p.Second))
                .Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.First):0.#},{Y(p.Second):0.#}"));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{string.Join(' ', points)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Width - Right + 10} {Top + 8 + (18 * k)}h18\" stroke=\"{colour}\" stroke-width=\"2\"/><text x=\"{Width - Right + 33}\" y=\"{Top + 12 + (18 * k)}\">{Escape(lines[k].Name)}</text>\n");
        }

        svg.Append("</svg>\n");
        File.WriteAllText(path, svg.ToString());
    }

    private static (double Low, double High) Range(double[] values)
    {
        if (values.Length == 0) return (0, 1);
        double low = values.Min(), high = values.Max();
        return high > low ? (low, high) : (low - 0.5, low + 0.5);
    }

    // multiples of 1, 2 or 5 times a power of ten; the 0.0 makes of -0 a 0
    private static IEnumerable<double> Ticks(double low, double high)
    {
        double rough = (high - low) / 5, power = Math.Pow(10, Math.Floor(Math.Log10(rough))), step = power * (rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
        for (double k = Math.Ceiling((low / step) - 1e-9) + 0.0; k * step <= high + (1e-9 * step); k++)
        {
            yield return k * step;
        }
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
