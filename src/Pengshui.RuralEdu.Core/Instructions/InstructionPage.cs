using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Instructions;

/// <summary>An instruction with its way at each section.</summary>
/// <param name="Id">Key.</param>
/// <param name="Year">The plan's year.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="Report">The report it was written on; null where it was written on the task.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="By">Who gave it.</param>
/// <param name="At">UTC.</param>
/// <param name="Recipients">The sections, in their order.</param>
public sealed record InstructionPage(
    int Id, int Year, int TaskNumber, string TaskTitle, InstructedReport? Report, string Text, string By, DateTime At,
    IReadOnlyList<RecipientView> Recipients);

/// <summary>The report an instruction was written on.</summary>
/// <param name="Id">Key.</param>
/// <param name="Month">Its month.</param>
/// <param name="Section">Whose.</param>
public sealed record InstructedReport(int Id, Month Month, string Section);

/// <summary>An instruction at a section.</summary>
/// <param name="Id">Key.</param>
/// <param name="Section">The section.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueOn">Last day to answer.</param>
/// <param name="IsOverdue">Whether the section has it in hand past that day.</param>
/// <param name="Version">For the forms.</param>
/// <param name="Steps">The history, oldest first.</param>
/// <param name="Actions">What the reader may do.</param>
public sealed record RecipientView(
    int Id, string Section, InstructionState State, DateOnly DueOn, bool IsOverdue, int Version, IReadOnlyList<StepView> Steps,
    IReadOnlyList<InstructionAction> Actions);

/// <summary>A step that was taken.</summary>
/// <param name="Action">What.</param>
/// <param name="To">State after it.</param>
/// <param name="Text">The answer, or why.</param>
/// <param name="DueOn">The day to answer by after it.</param>
/// <param name="By">Who.</param>
/// <param name="At">UTC.</param>
public sealed record StepView(InstructionAction Action, InstructionState To, string? Text, DateOnly DueOn, string By, DateTime At);

/// <summary>What the ledger is filtered by.</summary>
/// <param name="Status">Null for all.</param>
/// <param name="Section">mine, all or a section's code; null: one's own sections for staff, all for others.</param>
/// <param name="PageNumber">From 1.</param>
public sealed record InstructionFilter(InstructionStatus? Status, string? Section, int PageNumber);

/// <summary>What a line of the ledger waits for.</summary>
public enum InstructionStatus
{
    /// <summary>待回复: the section's turn.</summary>
    Awaiting,

    /// <summary>Of them past their day.</summary>
    Overdue,

    /// <summary>已回复: the leader's turn.</summary>
    Answered,

    /// <summary>已办结, 已撤销.</summary>
    Done,
}

/// <summary>The ledger of instructions (批示台账).</summary>
/// <param name="Year">The plan's year; null where no plan is in force.</param>
/// <param name="Filter">As it was read.</param>
/// <param name="Page">The lines.</param>
/// <param name="Counts">How many there are of each kind among the chosen sections.</param>
/// <param name="Sections">To choose from: code and name.</param>
public sealed record InstructionLedger(
    int? Year, InstructionFilter Filter, Page<InstructionLine> Page, IReadOnlyDictionary<InstructionStatus, int> Counts,
    IReadOnlyList<(string Code, string Name)> Sections);

/// <summary>An instruction at a section, in a list.</summary>
/// <param name="InstructionId">Key.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="By">Who gave it.</param>
/// <param name="At">UTC.</param>
/// <param name="Section">Whom it went to.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueOn">Last day to answer.</param>
/// <param name="DaysOver">Days past it while the section has it in hand; 0 else.</param>
/// <param name="Answer">The last answer; null where there is none.</param>
/// <param name="Act">What the reader may do next; null where nothing.</param>
public sealed record InstructionLine(
    int InstructionId, int TaskNumber, string TaskTitle, string Text, string By, DateTime At, string Section, InstructionState State, DateOnly DueOn,
    int DaysOver, string? Answer, InstructionAction? Act);
