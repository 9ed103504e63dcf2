using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>A file that was taken in; its bytes get their place when its row is about to be saved, and are gone where it is not.</summary>
/// <param name="fileName">A harmless name, Chinese characters as they are.</param>
/// <param name="contentType">Media type found in the content.</param>
/// <param name="upload">The bytes.</param>
/// <param name="store">Where their place is.</param>
public sealed class TakenFile(string fileName, string contentType, Upload upload, UploadStore store) : IDisposable
{
    /// <summary>A harmless name.</summary>
    public string FileName => fileName;

    /// <summary>Media type found in the content.</summary>
    public string ContentType => contentType;

    /// <summary>Bytes.</summary>
    public long Length => upload.Length;

    /// <summary>SHA-256 of the content.</summary>
    public string ContentHash => upload.Hash;

    /// <summary>Gives the bytes their place; a second time changes nothing.</summary>
    public void Keep() => store.Keep(upload);

    /// <inheritdoc/>
    public void Dispose() => upload.Dispose();
}

/// <summary>Takes uploaded files in, whatever they will belong to: name, kind and size are judged, malware is looked for, data in photos stripped.</summary>
/// <param name="store">Where the bytes lie.</param>
/// <param name="scan">Looks for malware.</param>
public sealed class UploadIntake(UploadStore store, UploadScan scan)
{
    /// <summary>Reads the file once from where it stands and keeps its bytes; at most <see cref="UploadedFile.MaxLength"/> of them.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="fileName">The name that the browser gave; a path in it is cut off.</param>
    /// <param name="field">The field that a refusal is said of.</param>
    /// <param name="owner">For whom and for what.</param>
    /// <param name="cancellationToken">Ends a broken upload; nothing of it stays.</param>
    public async Task<Result<TakenFile>> TakeAsync(Stream content, string fileName, string field, UploadedFor owner, CancellationToken cancellationToken)
    {
        var name = FileNames.Clean(fileName);
        if (IdentityNumbers.AppearIn(name))
            return Result.Refused($"文件名“{name}”里像是有身份证号，请改名后再上传。", field);
        if (FileKinds.OfName(name) is not { } kind)
            return Result.Refused($"不能上传“{name}”，支持图片、PDF、OFD、Word、Excel、PPT 和文本文件。", field);

        Upload? upload = null;
        var isTaken = false;
        try
        {
            upload = await store.ReceiveAsync(content, UploadedFile.MaxLength, cancellationToken);
            var judged = await JudgeAsync(upload, name, kind, field, owner, cancellationToken);
            isTaken = judged.Succeeded;
            return isTaken
                ? Result.Success(new TakenFile(judged.Value.Name(name), judged.Value.ContentType, upload!, store))
                : Result.Refused(judged.Message, field);
        }
        catch (IOException exception) when (FullDisk.Says(exception))
        {
            return Result.Refused(FullDisk.OfFile(name), field);
        }
        finally
        {
            if (!isTaken)
                upload?.Dispose();
        }
    }

    /// <summary>The kind that the content is, after data in a photo were stripped.</summary>
    private async Task<Result<FileKind>> JudgeAsync(
        Upload? upload, string name, FileKind named, string field, UploadedFor owner, CancellationToken cancellationToken)
    {
        if (upload is null)
            return Result.Refused($"“{name}”超过 {UploadedFile.MaxLength / 1024 / 1024} MB，请压缩或分成几个再上传。", field);
        if (upload.Length == 0)
            return Result.Refused($"“{name}”是空文件，请重新选择。", field);
        FileKind? kind;
        await using (var file = File.OpenRead(upload.Path))
        {
            if (await scan.RefusalAsync(file, name, field, owner, cancellationToken) is { } refusal)
                return refusal;
            file.Position = 0;
            kind = FileKinds.OfContent(named, file);
        }

        if (kind is null)
            return Result.Refused($"“{name}”的内容与后缀不符，请用原来的软件另存后再上传。", field);
        if (!kind.IsPicture)
            return Result.Success(kind);
        try
        {
            await UploadStore.RewriteAsync(upload, (photo, result) => PhotoMetadata.Strip(photo, result, kind.ContentType), cancellationToken);
            return Result.Success(kind);
        }
        catch (InvalidDataException)
        {
            return Result.Refused($"图片“{name}”不完整，打不开，请重新选择。", field);
        }
    }
}
