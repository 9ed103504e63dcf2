#!/usr/bin/env bash
# Asks the package registry for known vulnerabilities of every component, also of those that come along with others.
# One that is found is a failure; a registry that does not answer is said and is none.
set -uo pipefail
cd "$(dirname "$0")/.."
if ! said=$(timeout 60 dotnet list package --vulnerable --include-transitive --format json 2>&1); then
  echo "Not checked: the registry did not answer."
  tail -n 5 <<< "$said"
  exit 0
fi
node --input-type=module -e '
  import { readFileSync } from "node:fs";
  const text = readFileSync(0, "utf8");
  const list = JSON.parse(text.slice(text.indexOf("{")));
  const problems = list.problems ?? [];
  const found = new Set();
  for (const project of list.projects)
    for (const framework of project.frameworks ?? [])
      for (const component of [...(framework.topLevelPackages ?? []), ...(framework.transitivePackages ?? [])])
        for (const flaw of component.vulnerabilities ?? [])
          found.add(`${component.id} ${component.resolvedVersion}: ${flaw.severity} ${flaw.advisoryurl}`);
  for (const line of found) console.log(line);
  if (found.size > 0) process.exit(1);
  console.log(problems.length > 0 ? `Not checked: ${problems[0].text}` : `No known vulnerability in ${list.projects.length} projects.`);
' <<< "$said"
