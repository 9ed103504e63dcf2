using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>
/// What is made once for each model and serves every context of it, such as compiled queries, which EF takes from the context
/// of one model only. Each engine has a model of its own.
/// </summary>
/// <typeparam name="T">What it is; it must not hold the context.</typeparam>
/// <param name="make">Makes it for the model of a context.</param>
internal sealed class PerModel<T>(Func<DbContext, T> make)
    where T : class
{
    private readonly ConditionalWeakTable<IModel, T> made = [];

    /// <summary>That of a context's model.</summary>
    public T Of(DbContext db) => made.GetValue(db.Model, _ => make(db));
}
