namespace Pengshui.RuralEdu.Core.Units;

/// <summary>What a unit is. Stored by number.</summary>
public enum UnitKind
{
    /// <summary>乡镇街道.</summary>
    Township = 1,

    /// <summary>学校: has a 标识码 and stages.</summary>
    School = 2,

    /// <summary>教学点: belongs to a school.</summary>
    TeachingPoint = 3,

    /// <summary>村.</summary>
    Village = 4,
}

/// <summary>学段 of a school; a school may have several. Stored as a number.</summary>
[Flags]
public enum UnitStages
{
    /// <summary>None said.</summary>
    None = 0,

    /// <summary>幼儿园.</summary>
    Kindergarten = 1,

    /// <summary>小学.</summary>
    Primary = 2,

    /// <summary>初中.</summary>
    JuniorHigh = 4,

    /// <summary>高中.</summary>
    SeniorHigh = 8,

    /// <summary>中职.</summary>
    Vocational = 16,

    /// <summary>特教.</summary>
    Special = 32,
}
