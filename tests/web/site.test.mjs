// The site that `epaule site` writes: from any folder, without network, in a frame, and with no request elsewhere.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { ecrireLeSite } from "./outils/epaule.mjs";
import { nouvelle, ouvrir, patienter, prete } from "./outils/navigateur.mjs";
import { ETAT } from "./outils/etats.mjs";
import { servir } from "./outils/serveur.mjs";

let navigateur, site;

before(async () => {
  navigateur = await ouvrir();
  site = ecrireLeSite();
});
after(() => navigateur.close());

// Runs `essai` with a page of its own on a host of its own.
async function essayer({ dossier = site, hote: options, contexte } = {}, essai) {
  const hote = await servir(dossier, options);
  const page = await nouvelle(navigateur, contexte);
  try {
    await essai(page, hote);
  } finally {
    await page.context().close();
    await hote.fermer();
  }
}
const resultat = (page) => page.evaluate(() => document.getElementById("resultat").innerText);
const gardee = (page) => page.evaluate(async () => {
  const { active } = await navigator.serviceWorker.ready;
  if (active.state !== "activated") await new Promise((fini) => active.addEventListener("statechange", fini));
});

test("from a folder of a folder, with no request but the site's own files", () =>
  essayer({ hote: { sous: "/deux/niveaux/" } }, async (page, hote) => {
    await page.goto(`${hote.url}#${ETAT}`);
    await prete(page);
    await gardee(page);
    assert.ok(hote.demandes.every((url) => url.startsWith("/deux/niveaux/")), hote.demandes.join("\n"));
    page.sansFaute(hote.origine);
  }));

test("a shared link restores the same figures", () =>
  essayer({}, async (page, hote) => {
    await page.goto(`${hote.url}#${ETAT}`);
    await prete(page);
    const lien = await page.evaluate(() => location.href);
    const figures = await resultat(page);
    assert.match(figures, /\d/);
    const autre = await nouvelle(navigateur);
    await autre.goto(lien);
    await prete(autre);
    assert.equal(await resultat(autre), figures);
    // A link of a served page says the same after "?", and the state leaves the request line.
    await autre.goto(lien.replace("#", "?"));
    await prete(autre);
    assert.equal(await resultat(autre), figures);
    assert.equal(await autre.evaluate(() => location.href), lien);
    await autre.context().close();
  }));

test("without network after the first visit, link and query included", () =>
  essayer({ hote: { sous: "/epaule/" } }, async (page, hote) => {
    await page.goto(hote.url);
    await prete(page);
    await gardee(page);
    await hote.fermer();
    for (const suite of [`#${ETAT}`, `?${ETAT}`, `index.html#${ETAT}`]) {
      await page.goto("about:blank");
      await page.goto(hote.url + suite);
      await prete(page);
      assert.match(await resultat(page), /\d/, suite);
    }
    const absente = await page.goto(`${hote.url}nulle-part`);
    assert.equal(absente.status(), 404);
    assert.match(await page.textContent("h1"), /n'existe pas/);
  }));

test("a new version takes the place of the old one, and no other site's", () =>
  essayer({ dossier: copie() }, async (page, hote) => {
    const noms = () => page.evaluate(() => caches.keys());
    await page.goto(hote.url);
    await gardee(page);
    await page.evaluate(() => caches.open("epaule https://exemple.fr/autre/ abc"));
    const [ancienne] = (await noms()).filter((nom) => nom.includes("127.0.0.1"));
    const service = `${hote.dossier}/sw.js`;
    writeFileSync(service, readFileSync(service, "utf8").replace(/VERSION = "\w+"/, 'VERSION = "suivante"'));
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await patienter(async () => !(await noms()).includes(ancienne), "l'ancien cache s'en va");
    const restent = await noms();
    assert.equal(restent.length, 2, restent.join());
    assert.ok(restent.some((nom) => nom.endsWith(" suivante")) && restent.some((nom) => nom.endsWith("/autre/ abc")), restent.join());
  }));

test("a version of which one file is an older one is not kept", () =>
  essayer({ dossier: copie() }, async (page, hote) => {
    await page.goto(hote.url);
    await gardee(page);
    const noms = () => page.evaluate(() => caches.keys());
    const avant = await noms();
    const service = `${hote.dossier}/sw.js`;
    // What was written for "style.css" is not what the host still gives.
    const autre = readFileSync(service, "utf8").replace(/VERSION = "\w+"/, 'VERSION = "suivante"').replace(/"style\.css":"sha256-./, "$&x");
    writeFileSync(service, autre);
    const refuse = await page.evaluate(async () => {
      const inscription = await navigator.serviceWorker.ready;
      const fin = new Promise((suite) => inscription.addEventListener("updatefound", () => {
        const neuf = inscription.installing;
        neuf.addEventListener("statechange", () => suite(neuf.state));
      }));
      await inscription.update().catch(() => {});
      return fin;
    });
    assert.equal(refuse, "redundant");
    assert.deepEqual(await noms(), avant);
  }));

const ENVOIS = {
  "without JavaScript": { contexte: { javaScriptEnabled: false } },
  "where the simulator is lost": { hote: { plus: { "browser_bg.wasm": "rien" } } },
  "before the simulator is there": { hote: { delai: 5_000 } },
};
for (const [cas, options] of Object.entries(ENVOIS)) {
  test(`no form is sent, ${cas}`, () =>
    essayer(options, async (page, hote) => {
      await page.goto(hote.url, { waitUntil: "domcontentloaded" });
      await page.locator("[name=specialite]").selectOption("01");
      await page.getByRole("button", { name: "Voir la réponse" }).last().click({ noWaitAfter: true });
      // A form that is sent arrives at once: the host is here.
      await page.waitForTimeout(500);
      assert.deepEqual(hote.demandes.filter((url) => /specialite|importer|^[^?]*\/\?/.test(url)), []);
      assert.equal(new URL(page.url()).search, "");
    }));
}

test("in a frame of another site: the height of its content, the width of its column, one scroll bar", () =>
  essayer({ hote: { sous: "/epaule/" } }, async (page, hote) => {
    const article = `<!doctype html><html lang="fr"><title>Article</title><body>
      <main id="colonne" style="width: 40rem; max-width: 100%"><p>Avant</p>
      <iframe src="${hote.url}" title="Simulateur" loading="lazy"></iframe><script src="${hote.url}cadre.js" async></script><p>Après</p></main>`;
    const autre = await servir(site, { plus: { "article.html": article } });
    await page.goto(`${autre.url}article.html`);
    await page.waitForFunction(() => document.querySelector("iframe").contentWindow.length === 0);
    await patienter(() => page.frames().some((f) => f.url().startsWith(hote.url)), "le cadre s'ouvre");
    const cadre = page.frames().find((f) => f.url().startsWith(hote.url));
    await cadre.waitForSelector("html[data-calcul=pret]", { state: "attached" });
    const mesure = async () => ({
      page: await cadre.evaluate(() => document.documentElement.offsetHeight),
      defile: await cadre.evaluate(() => getComputedStyle(document.documentElement).overflowY),
      cadre: await page.evaluate(() => document.querySelector("iframe").clientHeight),
      large: await page.evaluate(() => document.querySelector("iframe").offsetWidth === document.getElementById("colonne").clientWidth),
    });
    const suivi = async () => {
      const { page: dedans, cadre: dehors, defile } = await mesure();
      return dedans === dehors && defile === "hidden";
    };
    await patienter(suivi, "le cadre a la hauteur de sa page");
    const avant = await mesure();
    assert.equal(avant.large, true);
    await cadre.evaluate(() => {
      const plus = document.createElement("div");
      plus.id = "plus-long";
      plus.style.height = "1500px";
      document.body.append(plus);
    });
    await patienter(async () => (await mesure()).page > avant.page && (await suivi()), "le cadre grandit avec sa page");
    const long = await mesure();
    // What is not our page says nothing: another window, another message, a height that is none.
    await page.evaluate((origine) => {
      window.postMessage({ epaule: "hauteur", hauteur: 7 }, "*");
      const vrai = document.querySelector("iframe").contentWindow;
      for (const [data, origin, source] of [[{ epaule: "hauteur", hauteur: 7 }, "https://exemple.fr", vrai],
        [{ epaule: "hauteur", hauteur: 7 }, origine, window], [{ epaule: "hauteur", hauteur: "7" }, origine, vrai],
        [{ hauteur: 7 }, origine, vrai], [null, origine, vrai]]) {
        window.dispatchEvent(new MessageEvent("message", { data, origin, source }));
      }
    }, hote.origine);
    await page.waitForTimeout(100);
    assert.equal((await mesure()).cadre, long.cadre);
    await cadre.evaluate(() => document.getElementById("plus-long").remove());
    await patienter(async () => (await mesure()).page < long.page && (await suivi()), "le cadre raccourcit avec sa page");
    // An explanation opens where the reader is, not in the middle of a frame that is higher than the screen.
    await cadre.evaluate((etat) => (location.hash = etat), ETAT);
    await patienter(async () => (await mesure()).page > 2000 && (await suivi()), "le cadre a la hauteur de la réponse");
    await cadre.locator("button[name=pourquoi]:visible").last().click();
    const boite = await cadre.locator("dialog[open]").boundingBox();
    const { height } = page.viewportSize();
    assert.ok(boite.y < height && boite.y + boite.height > 0, `${JSON.stringify(boite)} dans ${height} px`);
    await autre.fermer();
  }));

test("where the simulator does not load, the page says what to do", () =>
  essayer({ hote: { plus: { "browser_bg.wasm": "rien" } } }, async (page, hote) => {
    await page.goto(hote.url);
    await page.waitForSelector("html[data-calcul=absent]", { state: "attached" });
    assert.match(await page.locator("#resultat [role=alert]").textContent(), /rechargez la page/);
  }));

test("without JavaScript, the page says that it needs it", () =>
  essayer({ contexte: { javaScriptEnabled: false } }, async (page, hote) => {
    await page.goto(hote.url);
    assert.match(await page.evaluate(() => document.body.innerText).catch(() => page.textContent("body")), /JavaScript/);
    page.sansFaute(hote.origine);
  }));

function copie() {
  const dossier = `${site}-copie`;
  cpSync(site, dossier, { recursive: true });
  return dossier;
}
