using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Testing;
using Pengshui.RuralEdu.Web.Tests.Dashboard;

namespace Pengshui.RuralEdu.Web.Tests.Plans;

/// <summary>
/// A task's page of September, looked at in October: an instruction due on September 15 that was accepted in October, a
/// rectification due on the 20th that was closed in October, and one of each that came in October.
/// </summary>
public sealed class PastTaskPageTests(PastTaskPageTests.Portal portal) : IClassFixture<PastTaskPageTests.Portal>
{
    [Fact]
    public async Task A_past_month_shows_the_instructions_and_rectifications_of_its_end()
    {
        var page = await portal.ClientOf("leader").GetDocumentAsync("/tasks/1?month=2023-09");

        var given = page.QuerySelector("#instructions")!.TextOf();
        Assert.Contains("9月30日的情况", given, StringComparison.Ordinal);
        Assert.Contains("九月的批示", given, StringComparison.Ordinal);
        Assert.Contains("教育科 逾期未回复 现在已办结9月15日前", given, StringComparison.Ordinal);
        Assert.DoesNotContain("十月的批示", given, StringComparison.Ordinal);
        var why = page.QuerySelector(".why")!.TextOf();
        Assert.Contains("整改〔2023〕第1号", why, StringComparison.Ordinal);
        Assert.DoesNotContain("整改〔2023〕第2号", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tasks/1?month=2023-10")]
    [InlineData("/tasks/1")]
    public async Task The_month_that_pages_start_on_shows_what_is_today(string address)
    {
        var page = await portal.ClientOf("leader").GetDocumentAsync(address);

        var given = page.QuerySelector("#instructions")!.TextOf();
        Assert.DoesNotContain("的情况", given, StringComparison.Ordinal);
        Assert.Contains("教育科 已办结", given, StringComparison.Ordinal);
        Assert.Contains("十月的批示", given, StringComparison.Ordinal);
        if (address.EndsWith("10", StringComparison.Ordinal))
            Assert.DoesNotContain("整改〔2023〕第1号", page.QuerySelector(".why")!.TextOf(), StringComparison.Ordinal);
    }

    /// <summary>The months of the business pages with what leaders and supervisors asked.</summary>
    public sealed class Portal : BusinessPagesFactory
    {
        protected override async Task FillAsync(TestWorld world)
        {
            await base.FillAsync(world);
            await using var db = Open();
            db.AddRange(
                Given(world, "九月的批示", At(9, 5), new DateOnly(2023, 9, 15), (InstructionAction.Answer, InstructionState.Answered, At(10, 2)), (InstructionAction.Accept, InstructionState.Accepted, At(10, 6))),
                Given(world, "十月的批示", At(10, 6), new DateOnly(2023, 10, 31)),
                Order(world, 1, At(9, 10), new DateOnly(2023, 9, 20), (RectificationAction.Submit, RectificationState.AwaitingVerification, At(10, 5)), (RectificationAction.Close, RectificationState.Closed, At(10, 8))),
                Order(world, 2, At(10, 4), new DateOnly(2023, 10, 30)));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        private static DateTime At(int month, int day) => BusinessClock.ToUtc(new DateOnly(2023, month, day), new TimeOnly(9, 0));

        private static Instruction Given(TestWorld world, string text, DateTime at, DateOnly due, params (InstructionAction Action, InstructionState To, DateTime At)[] steps)
        {
            var by = world.Users["leader"].Id;
            var recipient = new InstructionRecipient { SectionId = world.Jyk.Id, DueOn = due, State = steps.Length > 0 ? steps[^1].To : InstructionState.AwaitingReply };
            foreach (var step in steps)
                recipient.Steps.Add(new InstructionStep { Action = step.Action, From = InstructionState.AwaitingReply, To = step.To, Text = "已办", DueOn = due, At = step.At, ById = by });
            var instruction = new Instruction { FormKey = Guid.NewGuid(), PlanTaskId = world.Task1.Id, Text = text, ById = by, At = at };
            instruction.Recipients.Add(recipient);
            return instruction;
        }

        private static Rectification Order(TestWorld world, int number, DateTime at, DateOnly due, params (RectificationAction Action, RectificationState To, DateTime At)[] steps)
        {
            var by = world.Users["supervisor"].Id;
            var order = new Rectification
            {
                Year = 2023, Number = number, PlanTaskId = world.Task1.Id, SectionId = world.Jyk.Id, Problem = "台账不全", DueOn = due,
                State = steps.Length > 0 ? steps[^1].To : RectificationState.Open, RaisedById = by, IssuedAt = at,
            };
            foreach (var step in steps.Prepend((Action: RectificationAction.Issue, To: RectificationState.Open, At: at)))
                order.Steps.Add(new RectificationStep { Action = step.Action, From = RectificationState.Draft, To = step.To, DueOn = due, At = step.At, ById = by });
            return order;
        }
    }
}
