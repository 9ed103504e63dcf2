using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Web.Infrastructure;

/// <summary>One entry of the main navigation.</summary>
/// <param name="Key">What a page puts into ViewData["Nav"].</param>
/// <param name="Label">What it is called.</param>
/// <param name="Address">Where it leads, from the root of the site.</param>
/// <param name="Permission">Who sees it.</param>
public sealed record NavigationEntry(string Key, string Label, string Address, Permission Permission);

/// <summary>The main navigation, in order. A new page takes one line.</summary>
public static class Navigation
{
    /// <summary>Every entry; a person sees those that the permission table allows.</summary>
    public static IReadOnlyList<NavigationEntry> Entries { get; } =
    [
        new("workbench", "工作台", "/", Permission.UseAccount),
        new("tasks", "任务台账", "/tasks", Permission.ReadBusiness),
        new("reports", "月报", "/reports", Permission.ReadBusiness),
        new("reviews", "审核", "/reviews", Permission.ReviewReports),
        new("dashboard", "总览", "/dashboard", Permission.ReadBusiness),
        new("inspections", "督查记录", "/inspections", Permission.ReadBusiness),
        new("rectifications", "整改", "/rectifications", Permission.ReadBusiness),
        new("needs", "协调事项", "/needs", Permission.ReadBusiness),
        new("instructions", "批示", "/instructions", Permission.ReadBusiness),
        new("bulletins", "通报", "/bulletins", Permission.UseAccount),
        new("compare", "本机比对", "/compare", Permission.FileReports),
        new("plans", "工作方案", "/plans", Permission.ReadBusiness),
        new("units", "单位", "/units", Permission.ReadBusiness),
        new("periods", "月报期", "/periods", Permission.CoordinateMonth),
        new("users", "用户", "/admin/users", Permission.ManageAccounts),
        new("roles", "角色授权", "/admin/roles", Permission.GrantRoles),
        new("sections", "科室", "/admin/sections", Permission.ManageSections),
        new("calendar", "日历", "/admin/calendar", Permission.ManageSettings),
        new("settings", "设置", "/admin/settings", Permission.OpenSettings),
        new("audit", "留痕", "/audit", Permission.ReadAudit),
    ];
}
