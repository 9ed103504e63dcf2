using Microsoft.AspNetCore.Diagnostics;

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>
/// Opens once the data that comes with the program is in the database. The portal listens before that: the page for
/// signing in, pages of errors, files and health need none of it and answer at once. Everybody who is signed in, and every
/// post, waits here, which happens in the first seconds of a process only.
/// </summary>
/// <param name="lifetime">A portal that stops meanwhile lets nobody wait.</param>
public sealed class DataGate(IHostApplicationLifetime lifetime) : IMiddleware
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it is open.</summary>
    public bool IsOpen => opened.Task.IsCompleted;

    /// <summary>Opens it, for good.</summary>
    public void Open() => opened.TrySetResult();

    /// <summary>Waits until it is open.</summary>
    /// <exception cref="OperationCanceledException">The portal stops, or the token ends the waiting.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await opened.Task.WaitAsync(either.Token);
    }

    /// <inheritdoc/>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsOpen && context.Features.Get<IExceptionHandlerFeature>() is null && MayReadData(context))
        {
            try
            {
                await WaitAsync(context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }
        }

        await next(context);
    }

    // Without a sign-in nothing that is kept is shown; a post may be the sign-in itself.
    private static bool MayReadData(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));
}
