using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace WorldModel;

/// <summary>Maps beside each other, each with a way through the rooms, as an SVG file.</summary>
public static class TripPlot
{
    private const int Cell = 22, Gap = 24, Top = 44, Left = 12;

    public static void Save(string path, IReadOnlyList<(string Name, Journey Journey)> trips)
    {
        int side = GridWorld.Size * Cell, width = Left + (trips.Count * (side + Gap)), height = Top + side + 12;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n");
        for (int k = 0; k < trips.Count; k++)
        {
            Map(svg, Left + (k * (side + Gap)), trips[k].Name, trips[k].Journey);
        }

        svg.Append("</svg>\n");
        File.WriteAllText(path, svg.ToString());
    }

    private static void Map(StringBuilder svg, int left, string name, Journey journey)
    {
        string Centre(int cell) => string.Create(CultureInfo.InvariantCulture, $"{left + (cell % GridWorld.Size * Cell) + (Cell / 2)},{Top + (cell / GridWorld.Size * Cell) + (Cell / 2)}");
        string At(int cell) => $"cx=\"{Centre(cell).Split(',')[0]}\" cy=\"{Centre(cell).Split(',')[1]}\"";
        string end = journey.Arrived ? $"{journey.Cells.Count - 1} steps" : $"not there after {journey.Cells.Count - 1}";
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left}\" y=\"18\">{name}</text><text x=\"{left}\" y=\"35\" fill=\"#555\">{end}</text>\n");
        for (int cell = 0; cell < GridWorld.Pixels; cell++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left + (cell % GridWorld.Size * Cell)}\" y=\"{Top + (cell / GridWorld.Size * Cell)}\" width=\"{Cell}\" height=\"{Cell}\" fill=\"{(GridWorld.IsWall(cell) ? "#444" : "#f4f4f4")}\" stroke=\"#ddd\"/>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{string.Join(' ', journey.Cells.Select(Centre))}\" fill=\"none\" stroke=\"#1f6fb2\" stroke-width=\"3\" stroke-opacity=\"0.6\" stroke-linejoin=\"round\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<circle {At(journey.Cells[0])} r=\"6\" fill=\"#1f6fb2\"/><circle {At(journey.Goal)} r=\"7\" fill=\"none\" stroke=\"#d1495b\" stroke-width=\"3\"/>\n");
    }
}
