using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace SteGen.Benchmarks;

/// <summary>PyTorch in a process of its own (Debian's python3-torch), one thread: it runs what its script defines as often as asked, and says how long that took.</summary>
internal sealed class Torch : IDisposable
{
    private const string Loop = """
        import sys, time, torch
        torch.set_num_threads(1)
        {0}
        print("ready", flush=True)
        for line in sys.stdin:
            name, calls = line.split()
            run, calls = cases[name], int(calls)
            start = time.perf_counter_ns()
            for _ in range(calls): run()
            print(time.perf_counter_ns() - start, flush=True)
        """;

    private readonly Process _process;

    private Torch(Process process) => _process = process;

    /// <summary>Null, with a line that says so, where PyTorch is not installed.</summary>
    /// <param name="cases">Python that defines <c>cases</c>, functions by their names.</param>
    /// <param name="isTuned">With its widest kernels and with memory that stays warm; else as it comes.</param>
    public static Torch? Start(string cases, bool isTuned)
    {
        if (File.Exists("/usr/bin/python3"))
        {
            var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(Loop.Replace("{0}", cases, StringComparison.Ordinal));
            start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
            if (isTuned)
            {
                start.Environment["ATEN_CPU_CAPABILITY"] = "avx512";
                start.Environment["OPENBLAS_CORETYPE"] = "SKYLAKEX";
                start.Environment["MALLOC_MMAP_THRESHOLD_"] = "4000000000";
                start.Environment["MALLOC_TRIM_THRESHOLD_"] = "20000000000";
            }

            Process process = Process.Start(start)!;
            if (process.StandardOutput.ReadLine() == "ready") return new Torch(process);
        }

        Console.WriteLine("PyTorch is not installed (python3-torch): no comparison");
        return null;
    }

    /// <summary>Microseconds per call.</summary>
    public double Time(string name, int calls)
    {
        _process.StandardInput.WriteLine($"{name} {calls}");
        return double.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("PyTorch ended."), CultureInfo.InvariantCulture) / 1000 / calls;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(5000);
        _process.Dispose();
    }
}
