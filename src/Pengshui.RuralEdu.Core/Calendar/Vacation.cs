using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>A school holiday (寒假, 暑假). It moves no due day; tasks that pause in it have a grey light.</summary>
[Kept(DataArea.Calendar)]
public sealed class Vacation
{
    /// <summary>Longest name.</summary>
    public const int NameLength = 40;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>2023年暑假.</summary>
    public required string Name { get; set; }

    /// <summary>First day.</summary>
    public DateOnly From { get; set; }

    /// <summary>Last day, included.</summary>
    public DateOnly To { get; set; }
}
