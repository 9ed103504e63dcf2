using System.Diagnostics;

namespace Pengshui.RuralEdu.Core.Tests.Bulletins;

/// <summary>The LibreOffice that is installed, to show what a Word file looks like; nothing is downloaded.</summary>
internal static class InstalledOffice
{
    private static readonly string[] Places =
    [
        "/usr/bin/soffice",
        "/usr/bin/libreoffice",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        @"C:\Program Files\LibreOffice\program\soffice.exe",
    ];

    private static string? Program =>
        Environment.GetEnvironmentVariable("RURALEDU_TEST_OFFICE") is { Length: > 0 } given ? given : Places.FirstOrDefault(File.Exists);

    /// <summary>Skips the test with a sentence where there is no LibreOffice; fails it where this is CI.</summary>
    public static void Require()
    {
        if (Program is not null)
            return;
        const string how = "no LibreOffice found: install it (Debian: apt install libreoffice-writer-nogui fonts-noto-cjk), or set RURALEDU_TEST_OFFICE to its soffice";
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true" or "1", how);
        Assert.Fail(how);
    }

    /// <summary>The file as a PDF.</summary>
    public static async Task<byte[]> ToPdfAsync(byte[] word, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("ruraledu-office-").FullName;
        try
        {
            var file = Path.Combine(folder, "bulletin.docx");
            await File.WriteAllBytesAsync(file, word, cancellationToken);

            // A profile of its own, so that a LibreOffice that runs already does not take the order and drop it.
            using var process = Process.Start(new ProcessStartInfo(Program!)
            {
                ArgumentList = { $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--convert-to", "pdf", "--outdir", folder, file },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var complained = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var pdf = Path.ChangeExtension(file, "pdf");
            Assert.True(File.Exists(pdf), $"LibreOffice made no PDF: {await said} {await complained}");
            return await File.ReadAllBytesAsync(pdf, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
