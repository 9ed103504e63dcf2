using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

namespace Pengshui.RuralEdu.Web.Commands;

/// <summary><c>database migrate</c> and <c>database script</c>.</summary>
internal static class DatabaseCommands
{
    public static Command Create() => new("database", "数据库结构") { Migrate(), Script() };

    private static Command Migrate() =>
        CommandHost.Command("migrate", "把数据库升级到本程序的结构；没有库就建库", async (services, _, cancellationToken) =>
        {
            DataDirectory.Require(services.GetRequiredService<DatabaseOptions>().DataDirectory);
            var applied = await services.GetRequiredService<DatabaseInitializer>().MigrateAsync(cancellationToken);
            Console.WriteLine(applied.Count == 0 ? "数据库已是最新，没有改动。" : $"已执行 {applied.Count} 步迁移：{string.Join("、", applied)}");
            foreach (var advice in await SqlServerAdvice.ReadAsync(services.GetRequiredService<RuralEduDbContext>(), cancellationToken))
                Console.WriteLine($"提示：{advice}");
            return 0;
        });

    private static Command Script()
    {
        var output = new Option<FileInfo?>("--output") { Description = "写到哪个文件；不写则输出到屏幕" };
        var command = CommandHost.Command("script", "生成可重复执行的升级脚本，供数据库管理员审阅后执行", async (services, parsed, cancellationToken) =>
        {
            var script = Of(services.GetRequiredService<RuralEduDbContext>());
            if (parsed.GetValue(output) is not { } file)
            {
                await Console.Out.WriteAsync(script);
                return 0;
            }

            await using (var writer = new StreamWriter(CommandHost.Create(file)))
                await writer.WriteAsync(script.AsMemory(), cancellationToken);
            Console.WriteLine($"脚本已写入 {file.FullName}");
            return 0;
        });
        command.Options.Add(output);
        return command;
    }

    private static string Of(RuralEduDbContext db)
    {
        // SQLite's SQL has no conditions, so EF Core has no idempotent script for it; the portal migrates it at start.
        if (db.Database.IsSqlite())
            throw new StartupRefusalException("SQLite 在启动时自动升级，不用脚本；请把 Database:Provider 设为 SqlServer 后再生成。");
        return db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }
}
