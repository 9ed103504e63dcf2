using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>An act that can be undone.</summary>
/// <param name="Said">What was done, in words that follow 已 and 撤销： (移出任务 3“…”).</param>
/// <param name="Place">Where on the page it was done.</param>
public sealed record DoneAct(string Said, string Place);

/// <summary>
/// What can be undone of a proposal: one line an act, the last first. A line keeps what the act changed and not the whole proposal, so the
/// acts of a long notice stay small; where they do not, fewer are kept.
/// </summary>
public static class ProposalSteps
{
    /// <summary>Most acts that can be undone.</summary>
    public const int Most = 20;

    /// <summary>Most characters of all of them together.</summary>
    public const int MostCharacters = 2_000_000;

    // It is kept in the database and never becomes part of a page: letters stay letters.
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The acts with one more.</summary>
    /// <param name="steps">The acts before, or null.</param>
    /// <param name="act">What was done.</param>
    /// <param name="before">The proposal before it.</param>
    /// <param name="after">The proposal after it.</param>
    public static string? Push(string? steps, DoneAct act, PlanProposal before, PlanProposal after)
    {
        var lines = (steps?.Split('\n') ?? []).Prepend(JsonSerializer.Serialize(Step.Of(act, before, after), Json)).Take(Most);
        var left = MostCharacters;
        var kept = string.Join('\n', lines.TakeWhile(l => (left -= l.Length + 1) >= 0));
        return kept.Length == 0 ? null : kept;
    }

    /// <summary>The last act, or null where none can be undone.</summary>
    public static DoneAct? Last(string? steps) => steps is null ? null : JsonSerializer.Deserialize<Step>(First(steps), Json)!.Act;

    /// <summary>The proposal as it was before the last act, that act, and those before it.</summary>
    public static (PlanProposal Proposal, DoneAct Act, string? Steps) Undo(string steps, PlanProposal proposal)
    {
        var first = First(steps);
        var step = JsonSerializer.Deserialize<Step>(first, Json)!;
        return (step.Before(proposal), step.Act, first.Length < steps.Length ? steps[(first.Length + 1)..] : null);
    }

    private static string First(string steps) => steps.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end ? steps[..end] : steps;

    /// <summary>What the proposal was before an act: all but the tasks, and the tasks by what became of them.</summary>
    private sealed record Step(DoneAct Act, PlanProposal Rest, IReadOnlyList<KeptTask> Tasks)
    {
        public static Step Of(DoneAct act, PlanProposal before, PlanProposal after)
        {
            var places = new Dictionary<string, int>();
            for (var i = 0; i < after.Tasks.Count; i++)
                places.TryAdd(TaskContent.Of(after.Tasks[i]), i);
            return new Step(act, before with { Tasks = [] }, [.. before.Tasks.Select(t => places.TryGetValue(TaskContent.Of(t), out var at)
                ? new KeptTask(at, t.Number, t.Group, t.Warnings, null)
                : new KeptTask(null, t.Number, t.Group, [], t))]);
        }

        public PlanProposal Before(PlanProposal after) => Rest with
        {
            Tasks = [.. Tasks.Select(t => t.Was ?? after.Tasks[t.At!.Value] with { Number = t.Number, Group = t.Group, Warnings = t.Warnings })],
        };
    }

    /// <summary>A task before an act: one that is still there, under what may have changed, or the whole of it.</summary>
    private sealed record KeptTask(int? At, int Number, int Group, IReadOnlyList<ParseWarning> Warnings, ProposedTask? Was);
}
