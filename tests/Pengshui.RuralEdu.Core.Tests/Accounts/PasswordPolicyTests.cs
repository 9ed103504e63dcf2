using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Tests.Accounts;

public sealed class PasswordPolicyTests
{
    [Theory]
    [InlineData("Lan-Tian-7391", true)]
    [InlineData("lantian-7391", true)]
    [InlineData("LANTIAN7391", false)]
    [InlineData("Lan-Tian-", false)]
    [InlineData("Qwerty-2023", false)]
    [InlineData("Aa888888-x", false)]
    [InlineData("xX-JYK-STAFF-9", false)]
    [InlineData("Demo#2023-ps", true)]
    [InlineData("Sunshine2020", false)]
    [InlineData("Liverpool1!", false)]
    [InlineData("M1cha3l-1985", false)]
    [InlineData("Trustno1!!!", false)]
    [InlineData("Sunshine-74913650", true)]
    public void A_password_is_long_mixed_uncommon_and_without_the_name(string password, bool will) =>
        Assert.Equal(will, PasswordPolicy.Objection(password, "jyk-staff", 10) is null);

    [Fact]
    public void A_generated_password_always_passes_and_is_never_the_same()
    {
        var made = Enumerable.Range(0, 200).Select(_ => PasswordPolicy.Generate("jyk-staff", 16)).ToList();
        Assert.All(made, p => Assert.Null(PasswordPolicy.Objection(p, "jyk-staff", 16)));
        Assert.Equal(200, made.Distinct().Count());
    }

    [Fact]
    public void The_three_posts_exclude_each_other_and_business_roles_and_business_roles_do_not()
    {
        foreach (var one in Roles.All)
        {
            foreach (var other in Roles.All.Where(r => r != one))
                Assert.Equal(one.IsPost() || other.IsPost(), Roles.Conflict([one, other]) is not null);
        }

        Assert.Null(Roles.Conflict([Role.Reporter, Role.SectionHead, Role.Coordinator, Role.Leader, Role.Supervisor]));
    }
}
