using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace Samples;

/// <summary>A row of grey square images, laid end to end, and what it is called.</summary>
public sealed record ImageRow(string Name, float[] Pixels);

/// <summary>Rows of small images under each other with their names, as an SVG file that any browser opens.</summary>
public static class SvgImages
{
    private const int Scale = 4;
    private const int Gap = 4;
    private const int Left = 170;
    private const int Top = 36;

    public static void Save(string path, string title, int size, params ImageRow[] rows)
    {
        int cell = (size * Scale) + Gap, most = 0;
        var body = new StringBuilder();
        for (int r = 0; r < rows.Length; r++)
        {
            int count = rows[r].Pixels.Length / (size * size);
            most = Math.Max(most, count);
            string png = Convert.ToBase64String(PngImage.Grey(Row(rows[r].Pixels, size, count), count * cell, size * Scale));
            body.Append(CultureInfo.InvariantCulture, $"<text x=\"8\" y=\"{Top + (r * cell) + (cell / 2)}\">{rows[r].Name}</text>");
            body.Append(CultureInfo.InvariantCulture, $"<image x=\"{Left}\" y=\"{Top + (r * cell)}\" width=\"{count * cell}\" height=\"{size * Scale}\" href=\"data:image/png;base64,{png}\"/>\n");
        }

        int width = Left + (most * cell) + 8, height = Top + (rows.Length * cell) + 8;
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">
            <rect width="{width}" height="{height}" fill="white"/>
            <text x="8" y="22" font-size="15">{title}</text>
            {body}</svg>

            """));
    }

    // side by side, every pixel a square, with white between the images
    private static float[] Row(ReadOnlySpan<float> images, int size, int count)
    {
        int cell = (size * Scale) + Gap, width = count * cell;
        float[] row = new float[width * size * Scale];
        Array.Fill(row, 1f);
        for (int k = 0; k < count; k++)
        {
            for (int y = 0; y < size * Scale; y++)
            {
                for (int x = 0; x < size * Scale; x++)
                {
                    row[(y * width) + (k * cell) + x] = images[(k * size * size) + (y / Scale * size) + (x / Scale)];
                }
            }
        }

        return row;
    }
}
