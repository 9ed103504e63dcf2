namespace Pengshui.RuralEdu.Core.Common;

/// <summary>A property whose values the audit trail never keeps, such as a key.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnauditedAttribute : Attribute;
