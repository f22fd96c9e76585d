using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;

namespace SteGen.Package.Tests;

/// <summary>Runs programs as somebody at a terminal would.</summary>
internal static class DotNet
{
    /// <summary>What a program said, its exit code, and the two together for messages.</summary>
    public sealed record Result(int ExitCode, string Output)
    {
        public Result AssertSuccess() => ExitCode == 0 ? this : throw new InvalidOperationException($"Exit code {ExitCode}.\n{Output}");
    }

    public static Result Run(string folder, params string[] arguments) => Start("dotnet", folder, arguments);

    public static Result Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // the test host's own settings must not reach the projects of the consumers
        foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || n.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)))
        {
            start.Environment.Remove(name);
        }

        // a node that stays would hold the output open
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["CI"] = "false";
        var output = new StringBuilder();
        using Process process = new() { StartInfo = start };
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        lock (output) return new Result(process.ExitCode, output.ToString());

        void Take(string? line)
        {
            lock (output)
            {
                if (line is not null) output.Append(line).Append('\n');
            }
        }
    }
}
