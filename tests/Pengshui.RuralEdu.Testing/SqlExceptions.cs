using System.Reflection;
using Microsoft.Data.SqlClient;

namespace Pengshui.RuralEdu.Testing;

/// <summary>What SQL Server would throw, without one: the library makes these by itself only.</summary>
public static class SqlExceptions
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;

    /// <summary>An exception with one error.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="severity">Its class; from 20 on the connection is gone.</param>
    /// <param name="message">What the server says.</param>
    /// <param name="inner">What lay behind it on this side.</param>
    public static SqlException Make(int number, byte severity = 16, string message = "what the server says", Exception? inner = null)
    {
        var maker = typeof(SqlError).GetConstructors(Hidden).OrderBy(c => c.GetParameters().Length).First();
        var error = maker.Invoke([.. maker.GetParameters().Select(p => ValueOf(p, number, severity, message, inner))]);
        var errors = typeof(SqlErrorCollection).GetConstructors(Hidden).Single(c => c.GetParameters().Length == 0).Invoke([]);
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [error]);
        var create = typeof(SqlException).GetMethods(Hidden).Where(m => m.Name == "CreateException" && m.GetParameters()[0].ParameterType == typeof(SqlErrorCollection))
            .First(m => m.GetParameters().Any(p => p.ParameterType == typeof(Exception)) && m.GetParameters().Any(p => p.ParameterType == typeof(Guid)));
        return (SqlException)create.Invoke(null, [.. create.GetParameters().Select(p =>
            p.ParameterType == typeof(SqlErrorCollection) ? errors
            : p.ParameterType == typeof(string) ? "16.0"
            : p.ParameterType == typeof(Guid) ? Guid.Empty
            : p.ParameterType == typeof(Exception) ? inner
            : null)])!;
    }

    private static object? ValueOf(ParameterInfo parameter, int number, byte severity, string message, Exception? inner) => parameter.Name switch
    {
        "infoNumber" => number,
        "errorClass" => severity,
        "errorMessage" => message,
        "exception" => inner,
        _ when parameter.ParameterType == typeof(string) => "",
        _ when parameter.ParameterType.IsValueType => Activator.CreateInstance(parameter.ParameterType),
        _ => null,
    };
}
