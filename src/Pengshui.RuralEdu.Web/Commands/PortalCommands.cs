using System.CommandLine;
using System.CommandLine.Help;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

namespace Pengshui.RuralEdu.Web.Commands;

/// <summary>What the program does besides serving: the first argument is a word, not a setting.</summary>
internal static class PortalCommands
{
    /// <summary>Exit code where the command was not understood.</summary>
    public const int NotUnderstood = 2;

    private static readonly string[] Questions = ["--help", "-h", "-?", "/?", "/h", "--version"];

    /// <summary>Whether the arguments ask for a command. Settings (<c>--urls …</c>) alone start the portal.</summary>
    public static bool AreAsked(string[] args) => args.Length > 0 && (!args[0].StartsWith('-') || Questions.Contains(args[0]));

    /// <summary>Runs the command; 0 done, 1 refused, <see cref="NotUnderstood"/> not understood.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("彭水乡村教育振兴任务跟踪平台。不带命令启动平台；设置写在 appsettings.json 或环境变量里。")
        {
            DatabaseCommands.Create(),
            UserCommands.Create(),
            PlanCommands.Create(),
            AuditCommands.Create(),
            FilesCommands.Create(),
        };
        foreach (var command in DemonstrationBuild.Commands())
            root.Subcommands.Add(command);
        root.Options.OfType<HelpOption>().Single().Description = "显示帮助";
        var parsed = root.Parse(args);
        var code = await StartupRefusals.SayAsync(() => parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
        return parsed.Errors.Count > 0 ? NotUnderstood : code;
    }
}
