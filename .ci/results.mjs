// Sums up the test results (trx) of a folder: what failed, what was skipped, and the last line of .ci/run.
// Skipped may be only what needs something that cannot be installed here: a SQL Server, or the text of the notice, which
// is not the project's to carry. Any other skip is a failure.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [folder, others] = process.argv.slice(2);
const files = existsSync(folder) ? readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".trx")) : [];
const text = (xml) => xml.replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
  .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&apos;", "'").replaceAll("&amp;", "&");

const excused = /engine: SqlServer|RURALEDU_TEST_SQLSERVER|The notice of 2023 is not at hand/;

let passed = 0;
let failed = Number(others);
let skipped = 0;
const unexpected = [];
for (const file of files) {
  const xml = readFileSync(join(folder, file), "utf8");
  for (const [, attributes, body = ""] of xml.matchAll(/<UnitTestResult\b([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
    const name = text(/testName="([^"]*)"/.exec(attributes)?.[1] ?? "?");
    const outcome = /outcome="([^"]*)"/.exec(attributes)?.[1];
    const message = text(/<(?:Message|StdOut)>([\s\S]*?)<\/(?:Message|StdOut)>/.exec(body)?.[1] ?? "");
    if (outcome === "Passed") {
      passed++;
    } else if (outcome === "NotExecuted") {
      if (excused.test(name + message)) {
        skipped++;
      } else {
        failed++;
        unexpected.push(`skipped without an excuse: ${name}\n${message}`);
      }
    } else {
      failed++;
      unexpected.push(`${outcome}: ${name}\n${message}`);
    }
  }
}

for (const line of unexpected) console.log(line);
if (passed === 0) {
  failed = Math.max(failed, 1);
  console.log("No test has passed: the test run did not come about.");
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);
