using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Accounts;

internal sealed class PortalUserConfiguration : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> builder)
    {
        builder.Property(u => u.UserName).HasMaxLength(PortalUser.UserNameLength);
        builder.Property(u => u.NormalizedUserName).HasMaxLength(PortalUser.UserNameLength);
        builder.Property(u => u.DisplayName).HasMaxLength(PortalUser.DisplayNameLength);
        builder.Property(u => u.AuthenticatorKey).HasMaxLength(PortalUser.AuthenticatorKeyLength);
        builder.HasMany(u => u.RecoveryCodes).WithOne().HasForeignKey(c => c.UserId);
        builder.HasMany(u => u.FormerPasswords).WithOne().HasForeignKey(p => p.UserId);
        builder.HasMany(u => u.GuessCounts).WithOne().HasForeignKey(c => c.UserId);
        builder.HasMany(u => u.Sessions).WithOne().HasForeignKey(s => s.UserId);
        builder.HasMany(u => u.Sections).WithOne().HasForeignKey(s => s.UserId);
        builder.HasMany(u => u.UserRoles).WithOne().HasForeignKey(r => r.UserId);
    }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.Property(c => c.Hash).HasMaxLength(RecoveryCode.HashLength);
    }
}

internal sealed class FormerPasswordConfiguration : IEntityTypeConfiguration<FormerPassword>
{
    public void Configure(EntityTypeBuilder<FormerPassword> builder)
    {
        builder.Property(p => p.Hash).HasMaxLength(RecoveryCode.HashLength);
    }
}

internal sealed class SignInSessionConfiguration : IEntityTypeConfiguration<SignInSession>
{
    public void Configure(EntityTypeBuilder<SignInSession> builder)
    {
        builder.Property(s => s.SecurityStamp).HasMaxLength(SignInSession.StampLength);
        builder.Property(s => s.Device).HasMaxLength(SignInSession.DeviceLength);
        builder.Property(s => s.Address).HasMaxLength(AuditEntry.AddressLength);
    }
}

internal sealed class GuessCountConfiguration : IEntityTypeConfiguration<GuessCount>
{
    public void Configure(EntityTypeBuilder<GuessCount> builder)
    {
        builder.HasKey(c => new { c.UserId, c.Source });
        builder.Property(c => c.Source).HasMaxLength(GuessCount.SourceLength);
    }
}

internal sealed class UserSectionConfiguration : IEntityTypeConfiguration<UserSection>
{
    public void Configure(EntityTypeBuilder<UserSection> builder)
    {
        builder.HasKey(s => new { s.UserId, s.SectionId, s.Relation });
    }
}

/// <summary>Identity's keys of text as long as SQL Server holds in a primary key (900 bytes).</summary>
internal sealed class UserLoginConfiguration : IEntityTypeConfiguration<IdentityUserLogin<int>>
{
    public const int KeyLength = 128;

    public void Configure(EntityTypeBuilder<IdentityUserLogin<int>> builder)
    {
        builder.Property(l => l.LoginProvider).HasMaxLength(KeyLength);
        builder.Property(l => l.ProviderKey).HasMaxLength(KeyLength);
    }
}

/// <summary>As <see cref="UserLoginConfiguration"/>.</summary>
internal sealed class UserTokenConfiguration : IEntityTypeConfiguration<IdentityUserToken<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<int>> builder)
    {
        builder.Property(t => t.LoginProvider).HasMaxLength(UserLoginConfiguration.KeyLength);
        builder.Property(t => t.Name).HasMaxLength(UserLoginConfiguration.KeyLength);
    }
}

internal sealed class RoleConfiguration : IEntityTypeConfiguration<IdentityRole<int>>
{
    // The eight roles are fixed, so their rows come with the schema; the key is the enum's number.
    public void Configure(EntityTypeBuilder<IdentityRole<int>> builder) =>
        builder.HasData(Roles.All.Select(r => new IdentityRole<int>
        {
            Id = (int)r,
            Name = r.ToString(),
            NormalizedName = r.ToString().ToUpperInvariant(),
            ConcurrencyStamp = r.ToString(),
        }));
}
