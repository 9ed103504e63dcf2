namespace Pengshui.RuralEdu.Core.Common;

/// <summary>A light (灯). Each has a shape and a word besides its colour.</summary>
public enum Light
{
    /// <summary>灰: not due, or the task pauses.</summary>
    Grey = 0,

    /// <summary>绿: a report is in and nothing speaks against it.</summary>
    Green = 1,

    /// <summary>黄: attention.</summary>
    Yellow = 2,

    /// <summary>红: alarm.</summary>
    Red = 3,
}
