using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Testing;

/// <summary>
/// Holds every query that a test sends to SQLite against SQL Server too, as far as that goes without a server: EF's own
/// provider must translate it, and the T-SQL must pass <see cref="TransactSqlRules"/>. A query that does not fails the
/// test that sent it. Nothing is run: the statement is caught before it would leave.
/// </summary>
public static class SqlServerMirror
{
    private static readonly DbContextOptions<RuralEduDbContext> MirrorOptions =
        (DbContextOptions<RuralEduDbContext>)new DbContextOptionsBuilder<RuralEduDbContext>()
            .UseEngine(DatabaseProvider.SqlServer, "Server=nowhere;Database=nothing")
            .AddInterceptors(new NoConnection(), new CatchStatement()).Options;

    private static readonly BusinessClock Clock = new(TimeProvider.System);

    private static readonly ConcurrentDictionary<string, string?> Verdicts = [];

    /// <summary>Has every query of the contexts made from these options held against SQL Server.</summary>
    public static DbContextOptionsBuilder MirrorOnSqlServer(this DbContextOptionsBuilder builder) => MirroringQueryCompiler.Use(builder);

    /// <summary>The T-SQL that SQL Server would get for a query; of one that is split, the first statement.</summary>
    /// <exception cref="InvalidOperationException">The provider cannot translate it.</exception>
    public static string Translate(Expression query)
    {
        using var mirror = new RuralEduDbContext(MirrorOptions, Clock);
        var provider = ((IQueryable)mirror.AuditHeads).Provider;
        var there = new QueryRoots(mirror, (IAsyncQueryProvider)provider).Visit(query);
        try
        {
            if (typeof(IQueryable).IsAssignableFrom(there.Type))
                provider.CreateQuery(there).GetEnumerator().MoveNext();
            else
                provider.Execute(there);
        }
        catch (CaughtStatement caught)
        {
            return caught.Message;
        }
        catch (TargetInvocationException wrapped)
        {
            if (wrapped.GetBaseException() is CaughtStatement caught)
                return caught.Message;
            ExceptionDispatchInfo.Throw(wrapped.GetBaseException());
        }

        throw new InvalidOperationException("The query sent no statement.");
    }

    /// <summary>Fails where SQL Server would refuse the query.</summary>
    /// <exception cref="InvalidOperationException">It would; says why, with the statement.</exception>
    internal static void Check(Expression query)
    {
        var statement = Translate(query);
        if (Verdicts.GetOrAdd(statement, TransactSqlRules.Refusal) is { } refusal)
            throw new InvalidOperationException($"SQL Server would refuse this query: {refusal}\n{statement}");
    }

    private sealed class CaughtStatement(string text) : Exception(text);

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();
    }

    private sealed class CatchStatement : DbCommandInterceptor
    {
        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
            throw new CaughtStatement(command.CommandText);

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
            throw new CaughtStatement(command.CommandText);
    }

    /// <summary>Puts the mirror's tables in the place of the ones that a query starts from, in its sub-queries too.</summary>
    private sealed class QueryRoots(RuralEduDbContext mirror, IAsyncQueryProvider provider) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) =>
            node is EntityQueryRootExpression root
                ? new EntityQueryRootExpression(provider, ThereOf(root.EntityType))
                : base.VisitExtension(node);

        protected override Expression VisitConstant(ConstantExpression node) =>
            node.Value is IQueryable query && query.Expression != node ? Visit(query.Expression) : node;

        protected override Expression VisitMember(MemberExpression node) => IsValueOfQuery(node) ? Visit(ValueOf(node)) : base.VisitMember(node);

        protected override Expression VisitMethodCall(MethodCallExpression node) => IsValueOfQuery(node) ? Visit(ValueOf(node)) : base.VisitMethodCall(node);

        private IEntityType ThereOf(IEntityType type) => mirror.Model.FindEntityType(type.Name)!;

        /// <summary>Whether C# made the query before EF sees it: a table or a query that a variable holds.</summary>
        private static bool IsValueOfQuery(Expression node) => typeof(IQueryable).IsAssignableFrom(node.Type) && !new QueryParts().AppearIn(node);

        private static Expression ValueOf(Expression node) => Expression.Lambda<Func<IQueryable>>(node).Compile()().Expression;
    }

    private sealed class QueryParts : ExpressionVisitor
    {
        private bool found;

        public bool AppearIn(Expression node)
        {
            Visit(node);
            return found;
        }

        protected override Expression VisitParameter(ParameterExpression node) => Found(node);

        protected override Expression VisitExtension(Expression node) => Found(node);

        private Expression Found(Expression node)
        {
            found = true;
            return node;
        }
    }
}

#pragma warning disable EF1001 // The one place that sees a query before its parameters are taken out of it.
internal sealed class MirroringQueryCompiler(
    IQueryContextFactory queryContextFactory,
    ICompiledQueryCache compiledQueryCache,
    ICompiledQueryCacheKeyGenerator compiledQueryCacheKeyGenerator,
    IDatabase database,
    IDiagnosticsLogger<DbLoggerCategory.Query> logger,
    ICurrentDbContext currentContext,
    IEvaluatableExpressionFilter evaluatableExpressionFilter,
    IModel model)
    : QueryCompiler(queryContextFactory, compiledQueryCache, compiledQueryCacheKeyGenerator, database, logger, currentContext, evaluatableExpressionFilter, model)
{
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder builder) => builder.ReplaceService<IQueryCompiler, MirroringQueryCompiler>();

    public override TResult Execute<TResult>(Expression query)
    {
        SqlServerMirror.Check(query);
        return base.Execute<TResult>(query);
    }

    public override TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken = default)
    {
        SqlServerMirror.Check(query);
        return base.ExecuteAsync<TResult>(query, cancellationToken);
    }
}
#pragma warning restore EF1001
