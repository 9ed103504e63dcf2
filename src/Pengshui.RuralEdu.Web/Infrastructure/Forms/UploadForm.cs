using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Pengshui.RuralEdu.Web.Infrastructure.Forms;

/// <summary>
/// Reads a form with files to its end, however big they are, so that the text beside them arrives and can be kept. Of a
/// file one byte more than its service takes is held, which is enough for the service to say that it is too big.
/// </summary>
/// <param name="request">The request.</param>
/// <param name="longest">Most bytes of one file.</param>
internal sealed class UploadForm(HttpRequest request, long longest) : IFormFeature
{
    private const int InMemory = 64 * 1024;
    private const int LongestBoundary = 128;

    private readonly FormFeature plain = new(request, new FormOptions { ValueCountLimit = FormLimits.MostValues, ValueLengthLimit = FormLimits.MostText });
    private Task<IFormCollection>? reading;

    public bool HasFormContentType => plain.HasFormContentType;

    public IFormCollection? Form { get; set; }

    public IFormCollection ReadForm() => Form ?? ReadFormAsync(CancellationToken.None).GetAwaiter().GetResult();

    public Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) =>
        Form is { } form ? Task.FromResult(form) : reading ??= ReadAsync(cancellationToken);

    private async Task<IFormCollection> ReadAsync(CancellationToken cancellationToken) => Form =
        Boundary() is { } boundary ? await ReadPartsAsync(new MultipartReader(boundary, request.Body), cancellationToken) : await plain.ReadFormAsync(cancellationToken);

    private string? Boundary()
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= LongestBoundary ? boundary : throw new InvalidDataException("The form has no boundary.");
    }

    private async Task<FormCollection> ReadPartsAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        var values = new KeyValueAccumulator();
        var files = new FormFileCollection();
        var room = FormLimits.MostText;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            if (disposition?.IsFileDisposition() == true)
                files.Add(await HoldAsync(new FileMultipartSection(section, disposition), cancellationToken));
            else if (disposition?.IsFormDisposition() == true)
                values.Append(HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), await ReadTextAsync(section.Body, cancellationToken));
            if (values.ValueCount + files.Count > FormLimits.MostValues)
                throw new InvalidDataException("The form has too many values.");
        }

        return new FormCollection(values.HasValues ? values.GetResults() : null, files);

        async Task<string> ReadTextAsync(Stream body, CancellationToken token)
        {
            using var text = new MemoryStream();
            var buffer = new byte[4096];
            for (int read; (read = await body.ReadAsync(buffer, token)) > 0;)
            {
                if ((room -= read) < 0)
                    throw new InvalidDataException("The form has too much text.");
                text.Write(buffer, 0, read);
            }

            return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
        }
    }

    private async Task<FormFile> HoldAsync(FileMultipartSection file, CancellationToken cancellationToken)
    {
        var held = new FileBufferingReadStream(file.Section.Body, InMemory, bufferLimit: null, Path.GetTempPath());
        request.HttpContext.Response.RegisterForDispose(held);
        var buffer = new byte[81920];
        long length = 0;
        for (int read; length <= longest && (read = await held.ReadAsync(buffer, cancellationToken)) > 0;)
            length += read;
        while (await file.Section.Body.ReadAsync(buffer, cancellationToken) > 0)
        {
            // The rest of a file that is too big passes by.
        }

        held.Position = 0;
        return new FormFile(held, 0, length, file.Name, file.FileName) { Headers = new HeaderDictionary(file.Section.Headers) };
    }
}
