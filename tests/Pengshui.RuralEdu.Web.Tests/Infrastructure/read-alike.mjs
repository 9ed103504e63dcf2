// Holds the scripts' reading of typed text and numbers against the tables that the server's is held against.
// node read-alike.mjs <Assets> <folder of the tables>; says each difference in a line and ends with 1 where there is one.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const [assets, tables] = process.argv.slice(2);
const esbuild = createRequire(path.join(assets, "package.json"))("esbuild");
const built = await esbuild.build({
  stdin: {
    contents: 'export * from "./scripts/parts/typed-text"; export * from "./scripts/parts/numerals";',
    resolveDir: assets,
  },
  bundle: true,
  format: "esm",
  target: "chrome109",
  write: false,
});
const { typedLines, typedLength, readNumber } = await import(
  `data:text/javascript;base64,${Buffer.from(built.outputFiles[0].contents).toString("base64")}`
);

const plain = (text) => text.replace(/\{([0-9A-F]{4})\}/g, (_, unit) => String.fromCharCode(parseInt(unit, 16)));
const read = async (name) => JSON.parse(await readFile(path.join(tables, name), "utf8"));
const wrong = [];
const same = (what, typed, expected, actual) => {
  if (!Object.is(expected, actual)) wrong.push(`${what} of ${JSON.stringify(typed)}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
};

for (const { typed, kept } of await read("typed-text.json")) {
  same("text", typed, plain(kept), typedLines(plain(typed)));
  same("length", typed, plain(kept).length, typedLength(plain(typed)));
}
for (const { typed, exact, whole } of await read("typed-numbers.json")) {
  same("exact", typed, exact, readNumber(plain(typed), false));
  same("whole", typed, whole, readNumber(plain(typed), true));
}

console.log(wrong.join("\n"));
process.exitCode = wrong.length === 0 ? 0 : 1;
