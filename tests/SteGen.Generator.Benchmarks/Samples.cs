namespace SteGen.Generator.Benchmarks;

/// <summary>Methods as users write them, some 50 lines each: scalars and a struct, a layer, a recurrence, a price by simulation, rows.</summary>
internal static class Samples
{
    public const string Arm = """
            public struct Pose { public double X, Y, Angle; }

            private static Pose Step(Pose at, double turn, double length)
            {
                Pose next = at;
                next.Angle = at.Angle + turn;
                next.X += length * Math.Cos(next.Angle);
                next.Y += length * Math.Sin(next.Angle);
                return next;
            }

            private static double Distance(Pose p, double x, double y)
            {
                double dx = p.X - x;
                double dy = p.Y - y;
                return dx * dx + dy * dy;
            }

            private static double Limit(double angle, double most)
            {
                if (angle > most)
                {
                    double over = angle - most;
                    return over * over;
                }

                if (angle < -most)
                {
                    double under = -most - angle;
                    return under * under;
                }

                return 0.0;
            }

            [Differentiable]
            public static double Loss(double a, double b, double c, double x, double y)
            {
                Pose p = default;
                p = Step(p, a, 1.2345);
                p = Step(p, b, 0.8);
                p = Step(p, c, 0.5);
                double loss = Distance(p, x, y);
                loss += 0.1 * Limit(a, 1.5);
                loss += 0.1 * Limit(b, 2.0);
                loss += 0.1 * Limit(c, 2.5);
                loss += 0.01 * Helpers.Soft(a * b);
                return loss;
            }
        """;

    public const string Layer = """
            [Differentiable]
            public static double Loss(ReadOnlySpan<double> weights, ReadOnlySpan<double> bias, ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, int width)
            {
                int rows = targets.Length;
                int inner = bias.Length - 1;
                double sum = 0.0;
                for (int r = 0; r < rows; r++)
                {
                    double outcome = bias[inner];
                    for (int h = 0; h < inner; h++)
                    {
                        double z = bias[h];
                        for (int i = 0; i < width; i++)
                        {
                            z += weights[h * width + i] * inputs[r * width + i];
                        }

                        double active;
                        if (z > 0.0)
                        {
                            active = z;
                        }
                        else
                        {
                            active = 0.1 * (Math.Exp(z) - 1.0);
                        }

                        outcome += active * weights[inner * width + h];
                    }

                    double error = outcome - targets[r];
                    double size = Math.Abs(error);
                    if (size < 1.2345)
                    {
                        sum += 0.5 * error * error;
                    }
                    else
                    {
                        sum += 1.2345 * (size - 0.5 * 1.2345);
                    }
                }

                double penalty = 0.0;
                for (int k = 0; k < weights.Length; k++)
                {
                    penalty += weights[k] * weights[k];
                }

                return sum / rows + 0.001 * penalty;
            }
        """;

    public const string Recurrence = """
            private static double Gate(double t) => 1.0 / (1.0 + Math.Exp(-t));

            [Differentiable]
            public static double Loss(ReadOnlySpan<double> series, double keep, double gain, double drift, double start)
            {
                double state = start;
                double memory = 0.0;
                double loss = 0.0;
                int missed = 0;
                for (int t = 0; t < series.Length; t++)
                {
                    double seen = series[t];
                    double forget = Gate(keep * state + drift);
                    double enter = Gate(gain * seen - drift);
                    double candidate = Math.Tanh(gain * state + seen);
                    memory = forget * memory + enter * candidate;
                    double output = Gate(memory + seen);
                    state = output * Math.Tanh(memory);
                    double error = state - seen;
                    if (error > 1.2345)
                    {
                        missed++;
                        if (missed > 10)
                        {
                            break;
                        }

                        continue;
                    }

                    switch (t % 3)
                    {
                        case 0:
                            loss += error * error;
                            break;
                        case 1:
                            loss += Helpers.Soft(error);
                            break;
                        default:
                            loss += Math.Abs(error);
                            break;
                    }
                }

                double end = Helpers.Mix(state, memory, 0.3);
                return loss + 0.01 * end * end;
            }
        """;

    public const string Price = """
            [Differentiable]
            public static double Value(ReadOnlySpan<double> normals, double spot, double volatility, double rate, double years, int steps)
            {
                int paths = normals.Length / steps;
                double dt = years / steps;
                double move = (rate - 0.5 * volatility * volatility) * dt;
                double noise = volatility * Math.Sqrt(dt);
                double strike = 100.0 * 1.2345;
                double sum = 0.0;
                for (int p = 0; p < paths; p++)
                {
                    double price = spot;
                    double total = 0.0;
                    double most = spot;
                    for (int s = 0; s < steps; s++)
                    {
                        double z = normals[p * steps + s];
                        price *= Math.Exp(move + noise * z);
                        total += price;
                        if (price > most)
                        {
                            most = price;
                        }
                    }

                    double mean = total / steps;
                    double call = mean - strike;
                    if (call > 0.0)
                    {
                        sum += call;
                    }

                    double back = most - price;
                    sum += 0.1 * back;
                    double put = strike - price;
                    if (put > 0.0)
                    {
                        sum += 0.2 * put;
                    }
                }

                double discount = Math.Exp(-rate * years);
                return discount * sum / paths;
            }
        """;

    public const string Rows = """
            [Differentiable]
            public static double Loss(ReadOnlySpan<double> logits, ReadOnlySpan<double> scale, ReadOnlySpan<double> shift, ReadOnlySpan<int> labels)
            {
                int classes = scale.Length;
                int rows = labels.Length;
                double total = 0.0;
                double[] row = new double[classes];
                for (int r = 0; r < rows; r++)
                {
                    double mean = 0.0;
                    for (int c = 0; c < classes; c++)
                    {
                        mean += logits[r * classes + c];
                    }

                    mean /= classes;
                    double variance = 0.0;
                    for (int c = 0; c < classes; c++)
                    {
                        double d = logits[r * classes + c] - mean;
                        variance += d * d;
                    }

                    double inverse = 1.0 / Math.Sqrt(variance / classes + 1e-5);
                    double most = double.NegativeInfinity;
                    for (int c = 0; c < classes; c++)
                    {
                        row[c] = (logits[r * classes + c] - mean) * inverse * scale[c] + shift[c];
                        most = Math.Max(most, row[c]);
                    }

                    double sum = 0.0;
                    for (int c = 0; c < classes; c++)
                    {
                        sum += Math.Exp(row[c] - most);
                    }

                    total += Math.Log(sum) + most - row[labels[r]] * 1.2345;
                }

                return total / rows;
            }
        """;
}
