using System;

namespace QuickStart.Training;

/// <summary>Adam (Kingma and Ba 2015), with its usual constants.</summary>
public sealed class Adam(int count)
{
    private const float Decay1 = 0.9f;
    private const float Decay2 = 0.999f;
    private readonly float[] _mean = new float[count];
    private readonly float[] _square = new float[count];
    private int _steps;

    public void Step(Span<float> values, ReadOnlySpan<float> gradient, float learningRate)
    {
        _steps++;
        float unbias1 = 1 / (1 - MathF.Pow(Decay1, _steps));
        float unbias2 = 1 / (1 - MathF.Pow(Decay2, _steps));
        for (int i = 0; i < values.Length; i++)
        {
            float g = gradient[i];
            _mean[i] += (1 - Decay1) * (g - _mean[i]);
            _square[i] += (1 - Decay2) * ((g * g) - _square[i]);
            values[i] -= learningRate * _mean[i] * unbias1 / (MathF.Sqrt(_square[i] * unbias2) + 1e-8f);
        }
    }
}
