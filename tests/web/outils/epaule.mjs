// The command under test: the binary that cargo built, and the site that it writes.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const RACINE = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
// The day that the examples are studied on, as in the README.
export const AU = "2026-11-23";

const CIBLE = resolve(RACINE, process.env.CARGO_TARGET_DIR ?? "target");
export const EPAULE = process.env.EPAULE ?? join(CIBLE, "debug/epaule");

export function epaule(...args) {
  assert.ok(existsSync(EPAULE), `${EPAULE} n'existe pas : lancez tests/web/essayer.sh, ou donnez EPAULE=…`);
  return execFileSync(EPAULE, args, { cwd: RACINE, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

// A new site in a folder that goes with the tests.
export function ecrireLeSite() {
  const dossier = mkdtempSync(join(tmpdir(), "epaule-web-"));
  process.on("exit", () => rmSync(dossier, { recursive: true, force: true }));
  const site = join(dossier, "site");
  epaule("site", site);
  return site;
}

// A running `epaule servir`: at EPAULE_URL where it is given, else one of our own on a free port.
export async function servirLaPage() {
  if (process.env.EPAULE_URL) return { url: process.env.EPAULE_URL, fermer: async () => {} };
  const port = await portLibre();
  const url = `http://127.0.0.1:${port}/`;
  const processus = spawn(EPAULE, ["servir", "--adresse", `127.0.0.1:${port}`], { stdio: ["ignore", "ignore", "pipe"] });
  let dit = "";
  processus.stderr.on("data", (texte) => (dit += texte));
  const fin = new Promise((fini) => processus.on("exit", fini));
  for (let essai = 0; essai < 100; essai += 1) {
    assert.equal(processus.exitCode, null, `epaule servir s'est arrêté : ${dit}`);
    const pret = await fetch(url).then((reponse) => reponse.ok, () => false);
    if (pret) return { url, fermer: async () => (processus.kill(), await fin) };
    await new Promise((suite) => setTimeout(suite, 100));
  }
  processus.kill();
  throw new Error(`epaule servir ne répond pas : ${dit}`);
}

async function portLibre() {
  const { createServer } = await import("node:net");
  const server = createServer();
  await new Promise((pret) => server.listen(0, "127.0.0.1", pret));
  const { port } = server.address();
  await new Promise((fini) => server.close(fini));
  return port;
}
