namespace Pengshui.RuralEdu.Core.Bulletins.Word;

/// <summary>
/// The fonts of official documents (GB/T 9704-2012), each with those to take where it is not installed: the first name
/// stands in the text, the others in the font table as alternatives. Configuration <c>Documents:Fonts</c>.
/// </summary>
public sealed class OfficialFonts
{
    /// <summary>Where the configuration has them.</summary>
    public const string Section = "Documents:Fonts";

    /// <summary>小标宋: the title.</summary>
    public IReadOnlyList<string> Title { get; set; } = [];

    /// <summary>黑体: headings 一、 and head rows of tables.</summary>
    public IReadOnlyList<string> Heading { get; set; } = [];

    /// <summary>楷体: headings （一）.</summary>
    public IReadOnlyList<string> Subheading { get; set; } = [];

    /// <summary>仿宋: the text.</summary>
    public IReadOnlyList<string> Body { get; set; } = [];

    /// <summary>宋体: page numbers.</summary>
    public IReadOnlyList<string> PageNumber { get; set; } = [];

    /// <summary>What is used where the configuration names none: fonts of Windows and WPS first, free ones after.</summary>
    public static OfficialFonts Defaults { get; } = new()
    {
        Title = ["方正小标宋简体", "方正小标宋_GBK", "华文中宋", "宋体", "Noto Serif CJK SC"],
        Heading = ["黑体", "方正黑体_GBK", "Noto Sans CJK SC"],
        Subheading = ["楷体_GB2312", "楷体", "方正楷体_GBK", "AR PL UKai CN", "Noto Serif CJK SC"],
        Body = ["仿宋_GB2312", "仿宋", "方正仿宋_GBK", "Noto Serif CJK SC"],
        PageNumber = ["宋体", "Noto Serif CJK SC"],
    };

    /// <summary>With the defaults where nothing is named.</summary>
    public OfficialFonts OrDefaults() => new()
    {
        Title = Title.Count > 0 ? Title : Defaults.Title,
        Heading = Heading.Count > 0 ? Heading : Defaults.Heading,
        Subheading = Subheading.Count > 0 ? Subheading : Defaults.Subheading,
        Body = Body.Count > 0 ? Body : Defaults.Body,
        PageNumber = PageNumber.Count > 0 ? PageNumber : Defaults.PageNumber,
    };

    /// <summary>Every list.</summary>
    internal IEnumerable<IReadOnlyList<string>> All => [Title, Heading, Subheading, Body, PageNumber];
}
