using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Tests.Lights;

public sealed class LightViewsTests
{
    [Theory]
    [InlineData(Light.Green, null, null, false)]
    [InlineData(Light.Green, Light.Green, Light.Green, false)]
    [InlineData(Light.Green, Light.Yellow, null, true)]
    [InlineData(Light.Green, null, Light.Red, true)]
    [InlineData(Light.Yellow, Light.Yellow, Light.Red, true)]
    [InlineData(Light.Grey, Light.Green, null, false)]
    [InlineData(Light.Grey, Light.Green, Light.Green, false)]
    [InlineData(Light.Grey, Light.Green, Light.Red, true)]
    [InlineData(Light.Red, Light.Grey, null, false)]
    public void Views_differ_where_two_that_are_there_are_not_the_same_light(Light computed, Light? self, Light? supervisor, bool expected) =>
        Assert.Equal(expected, new LightViews(computed, self, View(supervisor)).Differ);

    [Fact]
    public void A_sentence_names_each_view_and_the_day_of_the_visit()
    {
        Assert.Equal("系统黄灯，自评绿灯，督查员9月12日红灯", new LightViews(Light.Yellow, Light.Green, View(Light.Red)).Sentence);
        Assert.Equal("系统灰灯，自评暂无，督查员暂无", new LightViews(Light.Grey, null, null).Sentence);
    }

    private static SupervisorView? View(Light? light) => light is { } seen ? new SupervisorView(1, new DateOnly(2023, 9, 12), seen) : null;
}
