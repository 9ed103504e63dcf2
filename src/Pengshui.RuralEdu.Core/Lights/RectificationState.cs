namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>Where a rectification stands on its way to closure.</summary>
public enum RectificationState
{
    /// <summary>草稿: a line of an inspection that is a draft itself; its author's alone.</summary>
    Draft = 0,

    /// <summary>待整改: issued, the section has not said what it will do.</summary>
    Open = 1,

    /// <summary>整改中: the section's measures are in.</summary>
    InProgress = 2,

    /// <summary>待核验: the section says it is put right.</summary>
    AwaitingVerification = 3,

    /// <summary>已退回: found not put right, to be done again.</summary>
    Returned = 4,

    /// <summary>已销号.</summary>
    Closed = 5,

    /// <summary>待回头看: closed, and to be looked at once more.</summary>
    AwaitingLookBack = 6,
}

/// <summary>What the states of a rectification mean.</summary>
public static class RectificationStates
{
    /// <summary>Whether the section has it in hand: only then can it be overdue.</summary>
    public static bool IsWithSection(this RectificationState state) =>
        state is RectificationState.Open or RectificationState.InProgress or RectificationState.Returned;
}
