using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Sections;

/// <summary>What an administrator says of a section.</summary>
/// <param name="Code">2 to 20 lower-case letters and digits, a letter first.</param>
/// <param name="Name">As the plan writes it.</param>
/// <param name="SortOrder">Where it stands in lists, 1 to 999.</param>
/// <param name="IsActive">False: it gets no new part in a plan.</param>
/// <param name="Aliases">Other names a notice may use.</param>
public sealed record SectionCommand(string? Code, string? Name, int SortOrder, bool IsActive, IReadOnlyList<string> Aliases)
{
    /// <summary>From which Beijing day on it has the new name, where that is another; null for today.</summary>
    public DateOnly? RenamedFrom { get; init; }

    /// <summary>Why it has another name; need not be said.</summary>
    public string? RenamedBecause { get; init; }
}

/// <summary>Keeps the sections. A name, whether a section's own or an alias, stands for one section only.</summary>
/// <param name="db">The database.</param>
/// <param name="tasks">What a section has to do.</param>
/// <param name="renaming">What past months keep of a name.</param>
public sealed partial class SectionService(RuralEduDbContext db, ISectionTasks tasks, ISectionRenaming renaming)
{
    /// <summary>Largest <see cref="SectionCommand.SortOrder"/>.</summary>
    public const int LargestOrder = 999;

    /// <summary>Adds a section.</summary>
    /// <returns>Its key, or why not.</returns>
    public Task<Result<int>> CreateAsync(SectionCommand command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => CreateOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result<int>> CreateOnceAsync(SectionCommand command, Actor actor, CancellationToken cancellationToken)
    {
        await db.TakeTurnAsync(WriteTurn.Plans, cancellationToken);
        var clean = Clean(command);
        var problems = await CheckAsync(null, clean, cancellationToken);
        if (problems.Count > 0)
            return Result.Refused(problems);

        var section = new Section { Code = clean.Code!, Name = clean.Name!, SortOrder = clean.SortOrder, IsActive = clean.IsActive };
        foreach (var alias in clean.Aliases)
            section.Aliases.Add(new SectionAlias { Name = alias });
        db.Add(section);
        db.Note(new AuditNote(actor, SectionAudit.CreateSection) { Subject = section, Title = section.Name });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(section.Id);
    }

    /// <summary>Changes a section. It cannot be made inactive while it has a part in a plan in force.</summary>
    /// <param name="id">The section.</param>
    /// <param name="version">The version that the form was made from.</param>
    /// <param name="command">What it is to be.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Result> ChangeAsync(int id, int version, SectionCommand command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => ChangeOnceAsync(id, version, command, actor, cancellationToken), cancellationToken);

    private async Task<Result> ChangeOnceAsync(int id, int version, SectionCommand command, Actor actor, CancellationToken cancellationToken)
    {
        await db.TakeTurnAsync(WriteTurn.Plans, cancellationToken);
        var section = await db.Sections.Include(s => s.Aliases).SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (section is null)
            return Result.NotFound();
        if (section.Version != version)
            return Result.Conflict(Meanwhile(section));
        var clean = Clean(command);
        var problems = await CheckAsync(section, clean, cancellationToken);
        if (problems.Count > 0)
            return Result.Refused(problems);
        if (section.Name != clean.Name)
        {
            (clean, var refusal) = await renaming.PrepareAsync(section, clean, actor, cancellationToken);
            if (refusal is not null)
            {
                db.Forget();
                return refusal;
            }
        }

        var changes = Apply(section, clean);
        if (changes.Count == 0)
            return Result.Success();
        db.Note(new AuditNote(actor, SectionAudit.ChangeSection)
        {
            Subject = section,
            Title = section.Name,
            Details = JsonSerializer.Serialize(changes, AuditNote.Json),
        });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success();
    }

    private static string Meanwhile(Section section)
    {
        var aliases = section.Aliases.Count == 0 ? "没有别名" : $"别名 {string.Join("、", section.Aliases.Select(a => a.Name))}";
        return $"这个科室刚被别人改过，现在是：{section.Name}，代码 {section.Code}，排序 {section.SortOrder}，{(section.IsActive ? "在用" : "已停用")}，{aliases}。请核对后再保存。";
    }

    private Dictionary<string, string?[]> Apply(Section section, SectionCommand command)
    {
        var changes = new Dictionary<string, string?[]>();
        void Changed<T>(string field, T before, T after)
        {
            if (!Equals(before, after))
                changes[field] = [before?.ToString(), after?.ToString()];
        }

        Changed(nameof(Section.Code), section.Code, command.Code);
        Changed(nameof(Section.Name), section.Name, command.Name);
        Changed(nameof(Section.SortOrder), section.SortOrder, command.SortOrder);
        Changed(nameof(Section.IsActive), section.IsActive, command.IsActive);
        Changed(
            nameof(Section.Aliases),
            string.Join("、", section.Aliases.Select(a => a.Name).Order(StringComparer.Ordinal)),
            string.Join("、", command.Aliases.Order(StringComparer.Ordinal)));
        if (changes.Count == 0)
            return changes;

        section.Code = command.Code!;
        section.Name = command.Name!;
        section.SortOrder = command.SortOrder;
        section.IsActive = command.IsActive;
        db.RemoveRange(section.Aliases.Where(a => !command.Aliases.Contains(a.Name, ColumnText.Comparer)));
        foreach (var alias in command.Aliases.ToList())
        {
            // Written in another way, it is the same alias.
            if (section.Aliases.FirstOrDefault(a => ColumnText.Comparer.Equals(a.Name, alias)) is { } known)
                known.Name = alias;
            else
                section.Aliases.Add(new SectionAlias { Name = alias });
        }

        // The aliases are part of what the form showed, so a change of theirs is a new version too.
        db.Entry(section).Property(s => s.Version).IsModified = true;
        return changes;
    }

    private static SectionCommand Clean(SectionCommand command) => command with
    {
        Code = TypedText.Line(command.Code),
        Name = TypedText.Line(command.Name),
        Aliases = [.. command.Aliases.Select(TypedText.Line).OfType<string>()],
    };

    private async Task<List<Problem>> CheckAsync(Section? section, SectionCommand command, CancellationToken cancellationToken)
    {
        var problems = Shape(command).ToList();
        if (problems.Count > 0)
            return problems;

        var id = section?.Id ?? 0;
        if (await db.Sections.AnyAsync(s => s.Id != id && s.Code == command.Code, cancellationToken))
            problems.Add(new Problem($"代码“{command.Code}”已有科室使用，请换一个。", nameof(command.Code)));

        string[] names = [command.Name!, .. command.Aliases];
        var others = await db.Sections.Where(s => s.Id != id).Select(s => new { s.Name, Aliases = s.Aliases.Select(a => a.Name).ToList() }).ToListAsync(cancellationToken);
        foreach (var name in names)
        {
            if (others.FirstOrDefault(t => t.Aliases.Append(t.Name).Contains(name, ColumnText.Comparer)) is { } other)
                problems.Add(new Problem($"“{name}”已是{other.Name}的名称或别名，请换一个。", name == command.Name ? nameof(command.Name) : nameof(command.Aliases)));
        }

        if (section is { IsActive: true } && !command.IsActive)
        {
            var parts = await tasks.InForceAsync(id, cancellationToken);
            if (parts.Count > 0)
                problems.Add(new Problem($"{section.Name}在执行中的方案里负责任务 {string.Join("、", parts.Select(p => p.Number))}，请先由统筹员在工作方案里撤并科室或调整责任科室。", nameof(command.IsActive)));
        }

        return problems;
    }

    private static IEnumerable<Problem> Shape(SectionCommand command)
    {
        if (command.Code is not { Length: <= Section.CodeLength } code || !CodeForm().IsMatch(code))
            yield return new Problem($"请写 2 至 {Section.CodeLength} 位小写字母或数字，以字母开头。", nameof(command.Code));
        if (string.IsNullOrEmpty(command.Name))
            yield return new Problem("请写科室名称。", nameof(command.Name));
        else if (command.Name.Length > Section.NameLength)
            yield return new Problem($"科室名称最多 {Section.NameLength} 个字。", nameof(command.Name));
        if (command.SortOrder is < 1 or > LargestOrder)
            yield return new Problem($"排序请写 1 至 {LargestOrder} 的整数。", nameof(command.SortOrder));
        if (command.Aliases.FirstOrDefault(a => a.Length > Section.NameLength) is { } longest)
            yield return new Problem($"别名“{longest}”太长，最多 {Section.NameLength} 个字。", nameof(command.Aliases));
        if (command.Aliases.Append(command.Name ?? "").GroupBy(a => a, ColumnText.Comparer).FirstOrDefault(g => g.Count() > 1) is { } twice)
            yield return new Problem($"“{twice.Key}”写了两次，请删去一个。", nameof(command.Aliases));
        if (IdentityNumbers.AppearIn(command.Name))
            yield return new Problem(IdentityNumbers.Refusal, nameof(command.Name));
        if (command.Aliases.Any(IdentityNumbers.AppearIn))
            yield return new Problem(IdentityNumbers.Refusal, nameof(command.Aliases));
    }

    [GeneratedRegex("^[a-z][a-z0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeForm();
}
