// Charts of the dashboard. Each reads the table that says the same: <figure data-trend="id of the table" data-target
// data-target-label data-words>. Without a script the table alone stands there.
import { LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkLineComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([LineChart, AriaComponent, GridComponent, MarkLineComponent, SVGRenderer]);

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function draw(figure: HTMLElement): void {
  const rows = [...document.querySelectorAll<HTMLTableRowElement>(`#${figure.dataset.trend ?? ""} tbody tr`)];
  const months = rows.map((row) => row.cells[0]?.textContent ?? "");
  const values = rows.map((row) => Number(row.cells[1]?.dataset.value));
  const target = Number(figure.dataset.target);
  const [low, high] = [Math.min(...values, target), Math.max(...values, target)];
  const margin = Math.max(1, Math.ceil((high - low) * 0.15));
  const chart = init(figure, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    aria: { enabled: true, label: { description: figure.dataset.words }, decal: { show: true } },
    textStyle: { fontFamily: "inherit", fontSize: 12, color: token("--ink-600") },
    grid: { left: 4, right: 72, top: 12, bottom: 4, containLabel: true },
    xAxis: { type: "category", data: months, boundaryGap: false, axisTick: { show: false }, axisLine: { lineStyle: { color: token("--line-strong") } }, axisLabel: { color: token("--ink-600") } },
    yAxis: { type: "value", min: Math.max(0, Math.floor(low - margin)), max: Math.ceil(high + margin), splitNumber: 2, splitLine: { lineStyle: { color: token("--cotton-200") } }, axisLabel: { color: token("--ink-600") } },
    series: [
      {
        type: "line",
        data: values,
        silent: true,
        symbol: "circle",
        symbolSize: 6,
        lineStyle: { width: 2.25, color: token("--indigo-700") },
        itemStyle: { color: token("--indigo-700") },
        markLine: {
          silent: true,
          symbol: "none",
          lineStyle: { type: [5, 4], width: 1.5, color: token("--ink-700") },
          label: { formatter: figure.dataset.targetLabel ?? "", position: "end", color: token("--ink-700") },
          data: [{ yAxis: target }],
        },
      },
    ],
  });
  new ResizeObserver(() => chart.resize()).observe(figure);
}

document.querySelectorAll<HTMLElement>("figure[data-trend]").forEach(draw);
