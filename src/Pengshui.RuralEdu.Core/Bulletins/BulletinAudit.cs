using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>What the audit trail records of bulletins: the codes, which never change once one was written, and the words for them.</summary>
public static class BulletinAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string DraftBulletin = "bulletin.draft";
    public const string SaveBulletin = "bulletin.save";
    public const string RedrawBulletin = "bulletin.redraw";
    public const string PublishBulletin = "bulletin.publish";
    public const string SendBulletin = "bulletin.send";
    public const string RecallBulletin = "bulletin.recall";
    public const string SignBulletin = "bulletin.sign";
    public const string SendBackBulletin = "bulletin.send-back";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [DraftBulletin] = "起草通报",
            [SaveBulletin] = "修改通报",
            [RedrawBulletin] = "重新生成通报内容",
            [PublishBulletin] = "发布通报",
            [SendBulletin] = "送审通报",
            [RecallBulletin] = "撤回送审的通报",
            [SignBulletin] = "审签通报",
            [SendBackBulletin] = "退回送审的通报",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            [nameof(Bulletin)] = "通报",
        },
        Fields = new Dictionary<string, string>
        {
            [nameof(Bulletin.Number)] = "期号",
            [nameof(Bulletin.ContentJson)] = "正文",
            [nameof(Bulletin.ContentHash)] = "校验值",
            [nameof(Bulletin.PublishedAt)] = "发布时间",
            [nameof(Bulletin.PublishedById)] = "发布人编号",
        },
        Values = new Dictionary<string, string>
        {
            [nameof(BulletinState.Published)] = "已发布",
        },
    };
}
