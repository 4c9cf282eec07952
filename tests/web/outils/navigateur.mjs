// Chromium, and pages that note whatever must never happen: an error, a violation of the policy, a request elsewhere.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const CONNUS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function ouvrir() {
  const executablePath = process.env.CHROMIUM ?? CONNUS.find((chemin) => existsSync(chemin));
  assert.ok(executablePath, "Chromium est introuvable : lancez tests/web/essayer.sh, ou donnez CHROMIUM=…");
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
}

// A page of its own context. `options` are those of a context of Playwright.
export async function nouvelle(navigateur, options = {}) {
  const contexte = await navigateur.newContext({ locale: "fr-FR", timezoneId: "Europe/Paris", ...options });
  const page = await contexte.newPage();
  const fautes = [];
  page.on("pageerror", (faute) => fautes.push(`exception : ${faute.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) fautes.push(`console : ${message.text()}`);
  });
  const demandes = [];
  contexte.on("request", (demande) => demandes.push(demande.url()));
  await contexte.exposeFunction("__violation", (texte) => fautes.push(`politique : ${texte}`)).catch(() => {});
  await contexte.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (e) => window.__violation(`${e.violatedDirective} ${e.blockedURI}`));
  });
  return Object.assign(page, {
    // Nothing was said on the console, nothing was blocked, and nothing was asked of another host than this one.
    sansFaute(origine) {
      assert.deepEqual(fautes, []);
      const ailleurs = demandes.filter((url) => !url.startsWith(`${origine}/`) && !/^(blob|data):/.test(url));
      assert.deepEqual(ailleurs, [], "une demande à un autre hôte");
    },
    fautes,
    demandes,
  });
}

// Waits until the page answers by itself.
export async function prete(page) {
  await page.waitForSelector("html[data-calcul=pret]", { state: "attached" });
}
