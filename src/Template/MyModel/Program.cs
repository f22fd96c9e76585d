using System.Globalization;
using MyModel;
using SteGen.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Data training = Data.Ring(2000, seed: 1), unseen = Data.Ring(2000, seed: 2);

double[] weights = new double[Network.Weights], gradient = new double[Network.Weights];
var random = new Random(3);
for (int i = 0; i < weights.Length; i++)
{
    weights[i] = (2 * random.NextDouble()) - 1;
}

var optimizer = new Adam<double>(weights.Length, learningRate: 0.02);
for (int step = 0; step <= 300; step++)
{
    // LossValueAndGradient is generated beside Loss; press F12 on it, or look into the folder Generated
    double loss = Network.LossValueAndGradient(training.Points, training.Labels, weights, gradient);
    if (step % 50 == 0) Console.WriteLine($"step {step,3}  loss {loss:0.0000}  accuracy {training.Accuracy(weights):0.0%}");
    optimizer.Step(weights, gradient);
}

Console.WriteLine($"unseen points: accuracy {unseen.Accuracy(weights):0.0%}");
