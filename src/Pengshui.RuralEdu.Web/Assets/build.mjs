// Builds Assets/ into wwwroot/dist. Run by Assets.targets in every dotnet build, or by hand: npm run build.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, "../wwwroot/dist");

// The oldest browser that the county still runs (Windows 7 and its Chinese forks).
const target = "chrome109";

// Every .ts file that stands directly in scripts/ is a page's entry; modules live in its folders.
const entries = (await readdir(path.join(here, "scripts"))).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));

const styles = sass.compile(path.join(here, "styles/site.scss"), {
  loadPaths: [path.join(here, "node_modules")],
  quietDeps: true,
  // Bootstrap 5.3 is written for @import; nothing of ours uses it apart from the one file that brings it in.
  silenceDeprecations: ["import"],
});
const css = await esbuild.transform(gather(styles.css), { loader: "css", minify: true, target });

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await writeFile(path.join(dist, "site.css"), css.code);
await esbuild.build({
  entryPoints: entries.map((name) => path.join(here, "scripts", name)),
  outdir: dist,
  bundle: true,
  splitting: true,
  chunkNames: "chunk-[hash]",
  format: "esm",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  target,
  logLevel: "warning",
});
await esbuild.build({ entryPoints: [path.join(here, "images/*.svg")], outdir: dist, loader: { ".svg": "copy" }, logLevel: "warning" });

/**
 * The media queries of all partials behind everything else, equal ones as one: wide before narrow, print last. So a rule for
 * phones or print, which stands in its component's partial, wins over any plain rule of the same weight.
 */
function gather(css) {
  const rules = new Map();
  // Sass begins and ends at the start of a line what stands in nothing else.
  const plain = css.replace(/^@media (.+) \{\n([^]*?)^\}\n?/gm, (_, query, inner) => {
    rules.set(query, (rules.get(query) ?? "") + inner);
    return "";
  });
  if (plain.includes("@media")) {
    throw new Error("Sass wrote a media query that is not found: see gather in build.mjs.");
  }

  const rank = (query) => (query === "print" ? 0 : Number(/max-width: ([\d.]+)px/.exec(query)?.[1] ?? Number.MAX_SAFE_INTEGER));
  const queries = [...rules.keys()].sort((a, b) => rank(b) - rank(a));
  return plain + queries.map((query) => `@media ${query} {\n${rules.get(query)}}\n`).join("");
}
