using System.IO.Compression;
using System.Text;
using FsCheck.Xunit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Ledgers;
using Pengshui.RuralEdu.Core.Units.Import;

namespace Pengshui.RuralEdu.Core.Tests.Units.Import;

public sealed class SheetReaderTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    static SheetReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> Encodings => ["utf-8", "gb18030", "gbk", "utf-16", "utf-16BE"];

    [Theory, MemberData(nameof(Encodings))]
    public void A_text_file_is_read_in_every_usual_encoding(string encoding)
    {
        var text = "单位名称,标识码,启用日期\r\n\"示例\"\"红旗\"\"小学\",2150000001,1960-09-01\r\n\r\n示例镇;乙,,\r\n";
        var bytes = Encoding.GetEncoding(encoding) is var coding && encoding.StartsWith("utf", StringComparison.Ordinal)
            ? [.. coding.GetPreamble(), .. coding.GetBytes(text)] : coding.GetBytes(text);

        var rows = SheetReader.Read(bytes).Value;

        Assert.Equal([1, 2, 4], rows.Select(r => r.Number));
        Assert.Equal(["示例\"红旗\"小学", "2150000001", "1960-09-01"], rows[1].Cells);
        Assert.Equal("示例镇;乙", rows[2].Cells[0]);
    }

    [Fact]
    public void What_a_spreadsheet_copies_keeps_its_empty_cells_and_its_line_ends_within_cells()
    {
        var rows = SheetReader.Paste("\t标识码\t单位名称\n\"一\n行\"\t\t甲\n").Value;
        Assert.Equal(["", "标识码", "单位名称"], rows[0].Cells);
        Assert.Equal(["一\n行", "", "甲"], rows[1].Cells);
    }

    [Fact]
    public async Task A_workbook_of_the_portals_own_comes_back()
    {
        var output = new MemoryStream();
        await UnitListFile.WriteTemplateAsync(output, Cancel);
        var rows = SheetReader.Read(output.ToArray()).Value;

        Assert.Equal(UnitColumns.Heads, rows[0].Cells);
        Assert.Equal(["示例镇示例小学", "学校", "2150000000", "幼儿园、小学", "示例镇", "", "2005-09-01"], rows[2].Cells);
        Assert.Empty(UnitColumns.Read(rows).Value.Unused);
    }

    /// <summary>As other programs write it: shared texts with their pronunciation, a code kept as a number, a day in a Chinese form, a merged cell, a hidden sheet.</summary>
    [Fact]
    public void A_workbook_of_another_program_is_read_as_it_shows()
    {
        var rows = SheetReader.Read(Workbook(
            """<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>启用日期</t></is></c></row><row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3"><v>2150000001</v></c><c r="C3" t="s"><v>3</v></c><c r="D3" s="1"><v>45170</v></c></row><row r="4"><c r="A4" t="str"><f>A3</f><v>示例二小</v></c><c r="B4"><v>2.150000002E9</v></c><c r="D4" s="2"><v>45171</v></c></row>""",
            "C3:C4")).Value;

        Assert.Equal([1, 3, 4], rows.Select(r => r.Number));
        Assert.Equal(["单位名称", "标识码", "", "启用日期"], rows[0].Cells);
        Assert.Equal(["示例中心小学", "2150000001", "甲镇", "2023-09-01"], rows[1].Cells);
        Assert.Equal(["示例二小", "2150000002", "甲镇", "2023-09-02"], rows[2].Cells);
    }

    public static TheoryData<string, byte[]> NoSheets => new()
    {
        { "是空的", [] },
        { "不是表格", Encoding.ASCII.GetBytes("%PDF-1.4\n") },
        { "不是表格", [0x89, 0x50, 0x4E, 0x47, 0, 0, 1, 2] },
        { "旧版 Excel", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] },
        { "打开密码", [0xD0, 0xCF, 0x11, 0xE0, .. Encoding.Unicode.GetBytes("EncryptedPackage")] },
        { "网页格式", Encoding.UTF8.GetBytes("\n<html><table><tr><td>单位名称") },
        { "已损坏", [.. "PK\u0003\u0004"u8, 1, 2, 3] },
        { "不是 Excel 工作簿", Zip(("word/document.xml", "<a/>"), ("[Content_Types].xml", "<a/>")) },
        { "展开后过大", Zip(("[Content_Types].xml", "<a/>"), ("xl/workbook.xml", "<a>" + new string(' ', 17 * 1024 * 1024) + "</a>")) },
        { "展开后过大", Zip(("[Content_Types].xml", "<a/>"), ("xl/workbook.xml", string.Concat(Enumerable.Repeat("<a>", 300)) + string.Concat(Enumerable.Repeat("</a>", 300)))) },
        { "展开后过大", Zip([("[Content_Types].xml", "<a/>"), ("xl/workbook.xml", "<a/>"), .. Enumerable.Range(0, 4100).Select(i => ($"xl/{i}.bin", ""))]) },
        { "已损坏", Zip(("[Content_Types].xml", "<a/>"), ("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")) },
    };

    [Theory, MemberData(nameof(NoSheets))]
    public void What_is_no_sheet_gets_a_sentence(string said, byte[] bytes)
    {
        var result = SheetReader.Read(bytes);
        Assert.Contains(said, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_and_a_text_that_are_too_long_are_not_read()
    {
        using var file = new MemoryStream(new byte[SheetReader.LargestFile + 1]);
        Assert.Contains("超过 5 MB", (await SheetReader.ReadAsync(file, Cancel)).Message, StringComparison.Ordinal);
        Assert.Contains("超过 200 万字", SheetReader.Paste(new string('甲', SheetReader.LongestText + 1)).Message, StringComparison.Ordinal);
        var rows = string.Concat(Enumerable.Range(1, UnitColumns.MostRows + 1).Select(i => $"\n示例{i}村\t村"));
        Assert.Contains("超过 2000 行", UnitColumns.Read(SheetReader.Paste("名称\t类别" + rows).Value).Message, StringComparison.Ordinal);
    }

    [Property(MaxTest = 300)]
    public void Any_bytes_are_answered(byte[] bytes) => Assert.True(SheetReader.Read(bytes) is { Succeeded: true } or { Message.Length: > 0 });

    [Property(MaxTest = 300)]
    public void Any_text_is_answered(string? text)
    {
        var sheet = SheetReader.Paste(text ?? "");
        Assert.True(UnitColumns.Read(sheet.Value) is { Succeeded: true } or { Message.Length: > 0 });
    }

    [Theory]
    [InlineData("学校（机构）标识码*", "学校名称", "办学类型", "所在乡镇（街道）")]
    [InlineData("标识码：", "单 位 名 称", "学段", "乡镇")]
    public void Heads_are_known_by_what_they_mean_in_any_order_below_a_title(string code, string name, string stages, string township)
    {
        var list = UnitColumns.Read(SheetReader.Paste($"示例县学校名单\n联系电话\t{code}\t{stages}\t{township}\t{name}\n13800000000\t2150000001\t小学\t甲镇\t示例小学\n").Value).Value;

        Assert.Equal(new UnitListRow(3) { Name = "示例小学", Code = "2150000001", Stages = "小学", Township = "甲镇" }, Assert.Single(list.Rows));
        Assert.Equal(["联系电话"], list.Unused);
    }

    [Fact]
    public void What_looks_like_an_identity_number_is_not_kept()
    {
        var list = UnitColumns.Read(SheetReader.Paste("名称\t标识码\t校长\n示例小学\t500243199001011234\t500243199001011234\n").Value).Value;
        Assert.Equal(new UnitListRow(2) { Name = "示例小学", Personal = "标识码" }, Assert.Single(list.Rows));
        Assert.DoesNotContain("500243199001011234", list.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("名称")]
    [InlineData("标识码\t学段\n1\t2")]
    [InlineData("名称\t标识码")]
    public void Without_heads_or_rows_there_is_no_list(string text) => Assert.Equal(Outcome.Refused, UnitColumns.Read(SheetReader.Paste(text).Value).Outcome);

    private static byte[] Workbook(string rows, string merged) => Zip(
        ("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"""),
        ("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="旧" sheetId="2" state="hidden" r:id="r2"/><sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""),
        ("xl/styles.xml", """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs></styleSheet>"""),
        ("xl/sharedStrings.xml", """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>单位名称</t></si><si><t>标识码</t></si><si><r><t>示例</t></r><r><t>中心小学</t></r><rPh sb="0" eb="1"><t>shili</t></rPh></si><si><t>甲镇</t></si></sst>"""),
        ("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData><mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells></worksheet>"""),
        ("xl/worksheets/sheet2.xml", """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"""));

    private static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open());
                writer.Write(content);
            }
        }

        return file.ToArray();
    }
}
