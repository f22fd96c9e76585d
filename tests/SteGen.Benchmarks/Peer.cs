using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SteGen.Benchmarks;

/// <summary>Peers in C++, compiled where the benchmark runs: <c>g++ -O3 -march=native</c>. Null where there is no compiler.</summary>
internal static class Peer
{
    /// <summary>Compiles a file that stands beside the caller and loads it.</summary>
    public static IntPtr? Load(string source, [CallerFilePath] string here = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(here)!, source);
        string library = Path.Combine(Path.GetTempPath(), $"stegen-peer-{Path.GetFileNameWithoutExtension(source)}-{Environment.ProcessId}.so");
        try
        {
            using Process compiler = Process.Start("g++", ["-O3", "-march=native", "-shared", "-fPIC", "-o", library, file]);
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? NativeLibrary.Load(library) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("g++ is not installed: no comparison with C++.");
            return null;
        }
        finally
        {
            File.Delete(library);
        }
    }

    public static T Function<T>(IntPtr library, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
}
