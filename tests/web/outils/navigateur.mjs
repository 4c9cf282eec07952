// Chromium, and pages that note whatever must never happen: an error, a violation of the policy, a request elsewhere.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
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

// Asks again until the answer is true: for what a page only says later, in a promise or across two of its frames.
export async function patienter(question, quoi, patience = 15_000) {
  for (const fin = Date.now() + patience; Date.now() < fin; ) {
    if (await question()) return;
    await new Promise((suite) => setTimeout(suite, 50));
  }
  assert.fail(`attendu en vain : ${quoi}`);
}

// Gives a file to the page, and waits until its state is in the address.
export async function importer(page, fichier) {
  const avant = await page.evaluate(() => location.hash);
  await page.setInputFiles("input[type=file]", fichier);
  await patienter(
    () => page.evaluate((avant) => location.hash !== avant || document.querySelector("#importer-fautes li") !== null, avant),
    "le dossier est lu",
  );
  assert.deepEqual(await page.locator("#importer-fautes li").allInnerTexts(), [], "le dossier est refusé");
}

// The bytes of the file that a button of the page saves. The button may stand in a part that is shut.
export async function exporter(page, nom) {
  const bouton = page.locator(`[data-export="${nom}"]`).first();
  await bouton.evaluate((element) => {
    for (let plus = element.closest("details"); plus; plus = plus.parentElement.closest("details")) plus.open = true;
  });
  const [fichier] = await Promise.all([page.waitForEvent("download"), bouton.click()]);
  return readFileSync(await fichier.path());
}

// A field of the page by its name, shown whatever part it stands in.
export async function champ(page, nom) {
  const element = page.locator(`#dossier [name="${nom}"], [form="dossier"][name="${nom}"]`).first();
  await element.evaluate((element) => {
    for (let plus = element.closest("details"); plus; plus = plus.parentElement.closest("details")) plus.open = true;
  });
  return element;
}
