namespace Pengshui.RuralEdu.Web.Infrastructure.Binding;

/// <summary>
/// Marks a text that reaches its service exactly as it came: a password, whose odd characters are refused with a sentence
/// and never dropped, or a pasted notice, whose spaces say how it is laid out. Every other text is cleaned by
/// <see cref="TypedTextBinder"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AsTypedAttribute : Attribute;
