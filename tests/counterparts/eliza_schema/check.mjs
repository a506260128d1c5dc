// Says of each character on standard input, one JSON text a line, what ElizaOS's own schema makes
// of it: {"ok": true}, or {"ok": false, "issues": ["path: message", …]}. One line per line.
import { createInterface } from "node:readline";
import { validateCharacter } from "@elizaos/core";

function verdict(line) {
  const { success, error } = validateCharacter(JSON.parse(line));
  if (success) return { ok: true };
  return { ok: false, issues: error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(verdict(line))}\n`);
}
