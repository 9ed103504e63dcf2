using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>
/// Queries that EF compiles once (<see cref="EF.CompileAsyncQuery{TContext, TResult}(System.Linq.Expressions.Expression{Func{TContext, System.Threading.CancellationToken, TResult}})"/>)
/// instead of comparing their expressions at each call. A compiled query belongs to one model, and each engine has its own.
/// </summary>
/// <typeparam name="T">What holds the queries.</typeparam>
/// <param name="compile">Makes it.</param>
internal sealed class CompiledQueries<T>(Func<T> compile)
    where T : class
{
    private readonly ConditionalWeakTable<IModel, T> byModel = [];

    /// <summary>The queries of a context's model.</summary>
    public T Of(DbContext db) => byModel.GetValue(db.Model, _ => compile());
}
