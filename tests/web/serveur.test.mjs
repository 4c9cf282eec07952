// `epaule servir` in a browser: the whole path without JavaScript, and with it nothing more sent to the server.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";

import AxeBuilder from "@axe-core/playwright";

import { AU, epaule, RACINE, servirLaPage } from "./outils/epaule.mjs";
import { ETAT, ETATS } from "./outils/etats.mjs";
import { champ, nouvelle, ouvrir, prete } from "./outils/navigateur.mjs";

let navigateur, serveur, origine;

before(async () => {
  navigateur = await ouvrir();
  serveur = await servirLaPage();
  origine = new URL(serveur.url).origin;
});
after(async () => {
  await navigateur.close();
  await serveur.fermer();
});

const sansScript = { javaScriptEnabled: false, acceptDownloads: true };
const requete = (page) => new URLSearchParams(new URL(page.url()).search);

test("without JavaScript: the form, the answer, a link that says its day", async () => {
  const page = await nouvelle(navigateur, sansScript);
  await page.goto(serveur.url);
  const voulu = new URLSearchParams(ETAT);
  // What a field brings may be asked only once another one is answered: each sending shows it.
  for (const [nom, valeur] of voulu) {
    if (nom === "au") continue;
    if (!(await page.locator(`#dossier [name="${nom}"]:not([type=hidden])`).count())) await page.click("#dossier .principal");
    await remplir(page, nom, valeur);
  }
  await page.click("#dossier .principal");
  assert.match(await page.locator("#resultat").innerText(), /€/);
  assert.equal(requete(page).get("pmt"), "1300");
  // The link says the day, and answers the same in another browser.
  const lien = new URL(await page.locator("#lien").getAttribute("href"), page.url()).href;
  assert.match(lien, /[?&]au=\d{4}-\d\d-\d\d/);
  const dit = await page.locator("#resultat").innerText();
  const autre = await nouvelle(navigateur, sansScript);
  await autre.goto(lien);
  assert.equal(await autre.locator("#resultat").innerText(), dit);
  page.sansFaute(origine);
  await page.context().close();
  await autre.context().close();
});

async function remplir(page, nom, valeur) {
  const element = page.locator(`#dossier [name="${nom}"]:not([type=hidden])`).first();
  // A part that is shut opens on its title.
  if (!(await element.isVisible())) {
    await page.locator("details:not([open])", { has: page.locator(`[name="${nom}"]`) }).first().locator("summary").first().click();
  }
  const [type, local] = await element.evaluate((e) => [e.type, e.localName]);
  if (local === "select") await element.selectOption(valeur);
  else if (type === "radio") await page.check(`[name="${nom}"][value="${valeur}"]`);
  else await element.fill(valeur);
}

test("without JavaScript: « pourquoi ? », actions and files are buttons of the form", async () => {
  const page = await nouvelle(navigateur, sansScript);
  await page.goto(`${serveur.url}?${ETAT}`);
  await page.locator("button[name=pourquoi][value]:not([value=''])").first().click();
  assert.match(await page.locator("#explication").innerText(), /[A-Z]{3,4}-\d+/);
  assert.equal(requete(page).get("pmt"), "1300");
  const [fichier] = await Promise.all([
    page.waitForEvent("download"),
    page.locator('[formaction="etude.json"]').first().click({ timeout: 5000 }).catch(async () => {
      await page.locator("details:not([open])", { has: page.locator("[formaction]") }).first().locator("summary").first().click();
      await page.locator('[formaction="etude.json"]').first().click();
    }),
  ]);
  assert.match(fichier.suggestedFilename(), /\.json$/);
  page.sansFaute(origine);
  await page.context().close();
});

test("without JavaScript: a dossier sent as a file becomes its page", async () => {
  const page = await nouvelle(navigateur, sansScript);
  await page.goto(serveur.url);
  const formulaire = page.locator('#importer').first();
  const partie = page.locator("details:not([open])", { has: page.locator('#importer') });
  if (await partie.count()) await partie.first().locator("summary").first().click();
  await formulaire.locator("input[type=file]").setInputFiles(join(RACINE, "exemples/generaliste-p50-p90.toml"));
  await formulaire.locator("button[type=submit]").click();
  await page.waitForURL(/specialite=01/);
  assert.match(await page.locator("#resultat").innerText(), /€/);
  await page.context().close();
});

test("without JavaScript, wrong answers are named, and axe finds nothing in any state", async () => {
  for (const etat of Object.values(ETATS)) {
    const page = await nouvelle(navigateur);
    // axe itself is JavaScript: the page's own is kept from it.
    await page.route("**/*.js", (route) => route.abort());
    await page.goto(`${serveur.url}?${etat}`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map((v) => `${v.id} : ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`), [], etat);
    await page.context().close();
  }
  const page = await nouvelle(navigateur, sansScript);
  await page.goto(`${serveur.url}?${ETATS.fautes}`);
  assert.match(await page.locator("#fautes").innerText(), /beaucoup/);
  assert.equal(await page.locator("[name=pmt]").first().inputValue(), "beaucoup");
  await page.context().close();
});

test("with JavaScript, the dossier goes into the fragment and the server is asked nothing more", async (t) => {
  const script = await fetch(new URL("page.js", serveur.url));
  if (!script.ok) return t.skip("ce programme est construit sans le simulateur pour navigateur");
  const page = await nouvelle(navigateur, { acceptDownloads: true });
  await page.goto(`${serveur.url}?${ETAT}`);
  await prete(page);
  const dit = await page.evaluate(() => document.getElementById("resultat").innerText);
  assert.equal(new URL(page.url()).search, "");
  // The icon and the like come in their own time.
  await page.waitForLoadState("networkidle");
  const avant = page.demandes.length;
  await (await champ(page, "pmt")).fill("1350");
  await page.waitForFunction(() => location.hash.includes("pmt=1350"));
  assert.notEqual(await page.evaluate(() => document.getElementById("resultat").innerText), dit);
  // A browser may ask for the icon again where the address changed.
  assert.deepEqual(page.demandes.slice(avant).filter((url) => !url.endsWith("/icone.svg")), []);
  page.sansFaute(origine);
  await page.context().close();
});

test("with and without JavaScript, the same words", async (t) => {
  const script = await fetch(new URL("page.js", serveur.url));
  if (!script.ok) return t.skip("ce programme est construit sans le simulateur pour navigateur");
  for (const [nom, etat] of Object.entries(ETATS)) {
    const textes = [];
    for (const options of [{}, sansScript]) {
      const page = await nouvelle(navigateur, options);
      await page.goto(`${serveur.url}?${etat}`);
      if (options !== sansScript) await prete(page);
      textes.push(await page.locator("#questions").textContent(), await page.locator("#resultat").textContent());
      await page.context().close();
    }
    assert.equal(textes[0], textes[2], nom);
    assert.equal(textes[1], textes[3], nom);
  }
});

test("the server's étude is the command's", async () => {
  const lire = async (nom) => (await fetch(`${serveur.url}${nom}?${ETAT}`)).text();
  const dossier = join(mkdtempSync(join(tmpdir(), "epaule-serveur-")), "dossier.toml");
  writeFileSync(dossier, await lire("dossier.toml"));
  const attendu = epaule("etudier", dossier, "--au", AU, "--format", "json");
  rmSync(dirname(dossier), { recursive: true });
  assert.equal((await lire("etude.json")).trimEnd(), attendu.trimEnd());
});
