using System;
using System.Collections.Generic;
using SteGen;

namespace WorldModel;

/// <summary>Four rooms with a door between neighbours. An agent moves up, right, down or left, and stays where there is a wall; what it sees is a blurred picture of where it is, with noise and without the walls.</summary>
public sealed class GridWorld
{
    public const int Size = 9, Pixels = Size * Size, Actions = 4;

    private const float Noise = 0.1f;
    private const string Map = """
        ....#....
        ....#....
        .........
        ....#....
        ##.####.#
        ....#....
        ....#....
        .........
        ....#....
        """;

    private static readonly bool[] s_isWall = Walls();

    /// <summary>The cells without a wall.</summary>
    public static IReadOnlyList<int> Free { get; } = FreeCells();

    public static bool IsWall(int cell) => s_isWall[cell];

    /// <summary>Where an action leads.</summary>
    public static int Step(int cell, int action)
    {
        (int y, int x) = action switch { 0 => ((cell / Size) - 1, cell % Size), 1 => (cell / Size, (cell % Size) + 1), 2 => ((cell / Size) + 1, cell % Size), _ => (cell / Size, (cell % Size) - 1) };
        return x is >= 0 and < Size && y is >= 0 and < Size && !s_isWall[(y * Size) + x] ? (y * Size) + x : cell;
    }

    /// <summary>What is seen: a bright spot where the agent is, and noise on all of it.</summary>
    public static void Observe(int cell, ref long seen, Span<float> pixels)
    {
        SteGen.Noise.Normal(seed: 11, seen, pixels);
        seen += Pixels;
        for (int i = 0; i < Pixels; i++)
        {
            int dx = (i % Size) - (cell % Size), dy = (i / Size) - (cell / Size);
            pixels[i] = (Noise * pixels[i]) + MathF.Exp(-0.5f * ((dx * dx) + (dy * dy)));
        }
    }

    /// <summary>How many steps there are from each cell to the goal.</summary>
    public static int[] Distances(int goal)
    {
        int[] distances = new int[Pixels];
        Array.Fill(distances, int.MaxValue);
        distances[goal] = 0;
        var queue = new Queue<int>([goal]);
        while (queue.TryDequeue(out int cell))
        {
            for (int action = 0; action < Actions; action++)
            {
                // a step can be undone: the way to the goal is the way from it
                int next = Step(cell, action);
                if (distances[next] != int.MaxValue) continue;
                distances[next] = distances[cell] + 1;
                queue.Enqueue(next);
            }
        }

        return distances;
    }

    private static bool[] Walls()
    {
        string[] lines = Map.ReplaceLineEndings("\n").Split('\n');
        bool[] walls = new bool[Pixels];
        for (int cell = 0; cell < Pixels; cell++)
        {
            walls[cell] = lines[cell / Size][cell % Size] == '#';
        }

        return walls;
    }

    private static List<int> FreeCells()
    {
        List<int> free = [];
        for (int cell = 0; cell < Pixels; cell++)
        {
            if (!s_isWall[cell]) free.Add(cell);
        }

        return free;
    }
}
