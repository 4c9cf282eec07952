// The simulator comes in two parts: the first answers a doctor by itself, and what needs the rest waits for it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { gzipSync } from "node:zlib";

import { RACINE, ecrireLeSite } from "./outils/epaule.mjs";
import { ETAT, ETATS } from "./outils/etats.mjs";
import { champ, exporter, importer, nouvelle, ouvrir, patienter, prete } from "./outils/navigateur.mjs";
import { servir } from "./outils/serveur.mjs";

let navigateur, hote, page, lacher;

before(async () => {
  navigateur = await ouvrir();
  // The service worker of a site would fetch the rest by itself.
  hote = await servir(ecrireLeSite(), { plus: { "site.js": "" } });
});
after(async () => {
  await navigateur.close();
  await hote.fermer();
});
// The rest is held until `lacher` says what becomes of it.
beforeEach(async () => {
  page = await nouvelle(navigateur, { acceptDownloads: true });
  const sort = new Promise((suite) => (lacher = suite));
  await page.route("**/browser_suite.wasm", async (route) => {
    if ((await sort) === "perdue") await route.abort();
    else await route.continue();
  });
});
afterEach(async () => {
  lacher();
  await page.context().close();
});

const resultat = () => page.evaluate(() => document.getElementById("resultat").innerText);
const exemple = (nom) => join(RACINE, "exemples", nom);

async function aller(etat) {
  await page.goto(`${hote.url}${etat ? `#${etat}` : ""}`);
}
// What the page shows once it has both parts.
async function entiere(etat) {
  const autre = await nouvelle(navigateur);
  await autre.goto(`${hote.url}#${etat}`);
  await prete(autre);
  const texte = await autre.evaluate(() => document.getElementById("resultat").innerText);
  await autre.context().close();
  return texte;
}

test("the first part answers a doctor alone, at each key", async () => {
  await aller();
  await prete(page);
  await (await champ(page, "specialite")).selectOption("01");
  await (await champ(page, "secteur")).selectOption("1");
  for (const [nom, texte] of [["naissance", "12/03/1979"], ["pmt", "1 300"], ["pfa", "1800"]]) {
    await (await champ(page, nom)).fill("");
    await (await champ(page, nom)).pressSequentially(texte);
  }
  await (await champ(page, "option")).selectOption("1");
  await (await champ(page, "au")).fill("2026-11-23");
  await patienter(async () => (await page.evaluate(() => location.hash)).includes("au=2026-11-23"), "l'adresse suit");
  const seule = await resultat();
  assert.match(seule, /€/);
  assert.ok(page.demandes.some((url) => url.endsWith("browser_suite.wasm")), "la suite est demandée");
  assert.equal(seule, await entiere(ETAT));
  page.sansFaute(hote.origine);
});

// What a reader waits for, on any host that compresses: the simulator, which `cargo xtask web` weighs, and the page.
const POIDS = 340_000;
const DEMANDES = 12;

test(`before a first answer, ${DEMANDES} files of the site at most and ${POIDS / 1000} kB`, async (t) => {
  await aller(ETAT);
  await prete(page);
  const demandes = page.demandes.map((url) => new URL(url)).filter((url) => !url.pathname.endsWith("/browser_suite.wasm"));
  assert.equal(new Set(demandes.map(String)).size, demandes.length, "un fichier est demandé deux fois");
  const poids = demandes.map((url) => gzipSync(readFileSync(join(hote.dossier, url.pathname.replace(/\/$/, "/index.html")))).length);
  const total = poids.reduce((somme, octets) => somme + octets, 0);
  t.diagnostic(`${demandes.length} fichiers, ${total} octets`);
  assert.ok(demandes.length <= DEMANDES && total <= POIDS, `${demandes.length} fichiers, ${total} octets`);
  page.sansFaute(hote.origine);
});

test("a link that needs the rest is answered once it is there", async () => {
  await aller(ETATS.comparer);
  await patienter(() => page.demandes.some((url) => url.endsWith("browser_suite.wasm")), "la suite est demandée");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.calcul), undefined);
  lacher();
  await prete(page);
  assert.equal(await resultat(), await entiere(ETATS.comparer));
  page.sansFaute(hote.origine);
});

test("what is typed while a link waits for the rest is kept", async () => {
  await aller(ETATS.comparer);
  await patienter(() => page.demandes.some((url) => url.endsWith("browser_suite.wasm")), "la suite est demandée");
  await page.locator("[name=secteur]").selectOption("2");
  lacher();
  await prete(page);
  assert.match(await page.evaluate(() => location.hash), /secteur=2.*comparer|comparer.*secteur=2/);
});

test("a link whose rest is lost stays in the address", async () => {
  lacher("perdue");
  await aller(ETATS.comparer);
  await page.getByRole("dialog", { name: "Cette page n'a pas pu répondre" }).waitFor();
  await prete(page);
  assert.equal(await page.evaluate(() => location.hash.slice(1)), ETATS.comparer);
});

test("a dossier that needs the rest is read once it is there, and a file is saved", async () => {
  await aller(ETAT);
  await prete(page);
  const lecture = importer(page, exemple("groupe-sisa.toml"));
  await page.waitForTimeout(200);
  assert.match(await page.evaluate(() => location.hash), /specialite=01/);
  lacher();
  await lecture;
  assert.match(await page.textContent("#annonce"), /groupe-sisa\.toml est lu/);
  const etude = JSON.parse(await exporter(page, "etude.json"));
  assert.equal(etude.dossier.contrat.type, "collectif");
  page.sansFaute(hote.origine);
});

test("where the rest is lost, the page says what to do, and asks for it again", async () => {
  await aller(ETAT);
  await prete(page);
  lacher("perdue");
  const avant = await resultat();
  await page.setInputFiles("input[type=file]", exemple("groupe-sisa.toml"));
  await page.getByRole("dialog", { name: "Cette page n'a pas pu répondre" }).waitFor();
  assert.equal(await resultat(), avant);
  await page.keyboard.press("Escape");
  await page.unroute("**/browser_suite.wasm");
  await importer(page, exemple("groupe-sisa.toml"));
  assert.notEqual(await resultat(), avant);
});
