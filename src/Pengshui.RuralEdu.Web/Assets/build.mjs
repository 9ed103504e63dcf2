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
const css = await esbuild.transform(styles.css, { loader: "css", minify: true, target });

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
