using System.Text;
using QRCoder;

namespace Pengshui.RuralEdu.Web.Features.Accounts;

/// <summary>A QR code as one SVG path: no inline style, so that the content security policy lets it be.</summary>
/// <param name="Size">Width and height in modules, the quiet zone included.</param>
/// <param name="Path">The dark modules.</param>
public sealed record QrPicture(int Size, string Path)
{
    /// <summary>The picture of a text.</summary>
    public static QrPicture Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x])
                    path.Append($"M{x} {y}h1v1h-1z");
            }
        }

        return new QrPicture(rows.Count, path.ToString());
    }
}
