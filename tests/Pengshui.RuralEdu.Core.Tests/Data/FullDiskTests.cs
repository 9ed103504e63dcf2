using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Data;

public sealed class FullDiskTests
{
    [Theory]
    [InlineData(28)]
    [InlineData(122)]
    [InlineData(unchecked((int)0x80070070))]
    [InlineData(unchecked((int)0x80070027))]
    public void The_operating_system_says_it(int code)
    {
        Assert.True(FullDisk.Says(new IOException("x", code)));
        Assert.True(FullDisk.Says(new InvalidOperationException("x", new AggregateException(new IOException("x", code)))));
    }

    [Theory]
    [InlineData(13, 13)]
    [InlineData(10, 778)]
    [InlineData(10, 4874)]
    public void Sqlite_says_it(int code, int extended) => Assert.True(FullDisk.Says(new DbUpdateException("x", new SqliteException("x", code, extended))));

    [Theory]
    [InlineData(1101)]
    [InlineData(1105)]
    [InlineData(9002)]
    [InlineData(3967)]
    [InlineData(5149)]
    public void Sql_server_says_it(int number) => Assert.True(FullDisk.Says(new DbUpdateException("x", SqlExceptions.Make(number))));

    [Fact]
    public void Other_faults_are_other_faults()
    {
        Assert.False(FullDisk.Says((Exception?)null));
        Assert.False(FullDisk.Says(new IOException("x", 5)));
        Assert.False(FullDisk.Says(new SqliteException("x", 5)));
        Assert.False(FullDisk.Says(SqlExceptions.Make(1205)));
        Assert.False(FullDisk.Says(new InvalidOperationException("No space left on device")));
    }

    [Fact]
    public void A_device_that_takes_nothing_says_it_itself()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no device that is always full.");
        using var file = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Assert.True(FullDisk.Says(Assert.ThrowsAny<IOException>(() => file.Write([1, 2, 3]))));
    }
}
