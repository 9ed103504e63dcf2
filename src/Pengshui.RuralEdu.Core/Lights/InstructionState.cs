namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>Where an instruction stands with one of the sections it went to.</summary>
public enum InstructionState
{
    /// <summary>待回复.</summary>
    AwaitingReply = 1,

    /// <summary>已回复: the leader accepts it or asks again.</summary>
    Answered = 2,

    /// <summary>要求再办: the leader was not content.</summary>
    AskedAgain = 3,

    /// <summary>已办结.</summary>
    Accepted = 4,

    /// <summary>已撤销.</summary>
    Withdrawn = 5,
}

/// <summary>What the states of an instruction mean.</summary>
public static class InstructionStates
{
    /// <summary>Whether the section has it in hand: only then can it be overdue.</summary>
    public static bool IsWithSection(this InstructionState state) => state is InstructionState.AwaitingReply or InstructionState.AskedAgain;
}
