// The plumbing of the page, on a double of the simulator: focus, caret, what is open, dialog, files, address.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, afterEach, test } from "node:test";

import { RACINE } from "./outils/epaule.mjs";
import { nouvelle, ouvrir, patienter, prete } from "./outils/navigateur.mjs";
import { servir } from "./outils/serveur.mjs";

const PAGE = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Double</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self';
 connect-src 'self'; form-action 'self'"><script type="module" src="page.js"></script></head><body><form id="dossier" method="get" action="./">
<div id="questions"><label for="mot">mot</label><input id="mot" name="mot" value=""></div></form>
<form id="importer" method="post" action="importer"><input type="file" aria-label="dossier">
<div id="importer-fautes" role="alert"></div><textarea name="texte" aria-label="texte"></textarea><button>Lire</button></form>
<p id="annonce" role="status"></p><section id="resultat"></section></body></html>`;
const STATIQUE = join(RACINE, "crates/ressources/statique");
const DOUBLE = readFileSync(join(RACINE, "tests/web/double/browser.js"));
// A module of WebAssembly that has nothing.
const SUITE = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

let navigateur, hote, page;

before(async () => {
  navigateur = await ouvrir();
  hote = await servir(STATIQUE, { plus: { "favicon.ico": "", "index.html": PAGE, "browser.js": DOUBLE, "browser_suite.wasm": SUITE } });
});
after(async () => {
  await navigateur.close();
  await hote.fermer();
});
beforeEach(async () => {
  page = await nouvelle(navigateur, { acceptDownloads: true });
});
afterEach(async () => {
  await page.context().close();
});

async function aller(suite = "") {
  await page.goto(hote.url + suite);
  await prete(page);
}
const actif = () => page.evaluate(() => document.activeElement.id || document.activeElement.name || document.activeElement.localName);
const fragment = () => page.evaluate(() => location.hash.slice(1));
const annonce = () => page.textContent("#annonce");

test("an answer at each key, the caret where it was, and the node the same", async () => {
  await aller();
  await page.evaluate(() => (window.champ = document.getElementById("mot")));
  await page.focus("#mot");
  await page.keyboard.type("abcd");
  assert.match(await page.textContent("#resultat h2"), /^4 lettres le \d{4}-\d\d-\d\d$/);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("?");
  assert.equal(await page.inputValue("#mot"), "ab?cd");
  assert.equal(await page.evaluate(() => document.activeElement.selectionStart), 3);
  assert.equal(await page.evaluate(() => window.champ === document.getElementById("mot")), true);
  // A node came before the field, and goes: the field keeps the focus.
  assert.equal(await page.locator("#au-dessus").count(), 1);
  await page.keyboard.press("Backspace");
  assert.equal(await page.locator("#au-dessus").count(), 0);
  assert.equal(await actif(), "mot");
  page.sansFaute(hote.origine);
});

test("the address follows in the fragment, and no request carries what is typed", async () => {
  await aller();
  await page.fill("#mot", "secret 1");
  await page.waitForFunction(() => location.hash === "#mot=secret+1");
  assert.equal(await page.evaluate(() => location.search), "");
  await page.reload();
  await prete(page);
  assert.equal(await page.inputValue("#mot"), "secret 1");
  assert.ok(!hote.demandes.some((url) => url.includes("secret")), hote.demandes.join("\n"));
  page.sansFaute(hote.origine);
});

test("a query moves into the fragment; a fragment goes before a query", async () => {
  await aller("?mot=abc&case=oui");
  assert.equal(await page.inputValue("#mot"), "abc");
  assert.equal(await page.isChecked("[name=case]"), true);
  assert.equal(await page.evaluate(() => location.href), `${hote.url}#mot=abc&case=oui`);
  await aller("?mot=abc#mot=de&choix=b");
  assert.equal(await page.inputValue("#mot"), "de");
  assert.equal(await page.inputValue("[name=choix]"), "b");
  assert.equal(await page.evaluate(() => location.search), "");
});

test("another fragment is another state, even in the field in use", async () => {
  await aller("#mot=abc&case=oui");
  await page.focus("#mot");
  await page.evaluate(() => (location.hash = "mot=zz&choix=a"));
  await page.waitForFunction(() => document.getElementById("mot").value === "zz");
  assert.equal(await page.isChecked("[name=case]"), false);
  assert.equal(await page.inputValue("[name=choix]"), "a");
});

test("boxes, lists and ranges answer", async () => {
  await aller("#mot=abc");
  await page.check("[name=case]");
  await page.selectOption("[name=choix]", "b");
  assert.equal(await page.textContent("#lu"), "rien", "a cursor says nothing before it is moved");
  await page.focus("#curseur");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.textContent("#lu"), "51");
  assert.equal(await page.inputValue("[name=course]"), "51");
  assert.equal(await actif(), "curseur");
  await page.fill("[name=course]", "70");
  assert.equal(await page.inputValue("#curseur"), "70");
  await page.waitForFunction(() => location.hash === "#mot=abc&case=oui&choix=b&course=70");
});

test("what the reader opened stays open, with what stands in it", async () => {
  await aller();
  await page.click("#plus summary");
  await page.fill("#detail", "x");
  await page.fill("#mot", "autre");
  assert.equal(await page.evaluate(() => document.getElementById("plus").open), true);
  assert.equal(await page.inputValue("#detail"), "x");
  await page.click("#plus summary");
  await page.fill("#mot", "encore");
  assert.equal(await page.evaluate(() => document.getElementById("plus").open), false);
});

test("a link inside the page shows its place, opens what holds it, and leaves the dossier in the address", async () => {
  await aller("#mot=a!");
  await page.click("#faute-de-mot a");
  assert.equal(await actif(), "detail");
  assert.equal(await page.evaluate(() => document.getElementById("plus").open), true);
  assert.equal(await fragment(), "mot=a%21");
  // A fragment that is no state, in a link from elsewhere.
  await aller("?mot=abc#resultat");
  assert.equal(await page.inputValue("#mot"), "abc");
});

test("an action answers, moves the focus to what it brought, and can be gone back on", async () => {
  await aller("#mot=abc");
  await patienter(() => hote.demandes.at(-1).endsWith("/browser_suite.wasm"), "la suite, dernière demande de la page");
  const pages = hote.demandes.length;
  await page.click("button[name=ajouter]");
  assert.equal(await actif(), "ligne.0");
  await page.keyboard.type("un");
  await page.click("button[name=ajouter]");
  assert.equal(await actif(), "ligne.1");
  assert.equal(await fragment(), "mot=abc&lignes=2&ligne.0=un");
  await page.click("button[name=retirer][value='1']");
  // Nothing new: the focus stays near.
  assert.notEqual(await actif(), "body");
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll(".ligne").length === 2);
  assert.equal(await page.inputValue("[name='ligne.0']"), "un");
  assert.equal(hote.demandes.length, pages, "no request");
});

test("Enter in a field asks for the answer: no action, focus on the answer", async () => {
  await aller();
  await page.fill("#mot", "abc");
  await page.press("#mot", "Enter");
  assert.equal(await actif(), "resultat");
  assert.equal(await fragment(), "mot=abc");
  assert.equal(await page.locator(".ligne").count(), 0);
});

test("an explanation opens, goes deeper, closes by Escape and gives the focus back", async () => {
  await aller("#mot=abc");
  await page.focus("[name=pourquoi]");
  await page.keyboard.press("Enter");
  const dialogue = page.getByRole("dialog", { name: "Pourquoi /lettres" });
  await dialogue.waitFor();
  assert.match(await dialogue.textContent(), /Parce que abc/);
  await dialogue.getByRole("button", { name: "Pourquoi ?" }).click();
  await page.getByRole("dialog", { name: "Pourquoi /autre" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.equal(await actif(), "pourquoi");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Fermer", exact: true }).click();
  assert.equal(await actif(), "pourquoi");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Fermer l'explication" }).click();
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.equal(await actif(), "pourquoi");
  assert.equal(await fragment(), "mot=abc");
  page.sansFaute(hote.origine);
});

test("who goes on as soon as an explanation closes is not brought back", async () => {
  await aller("#mot=abc");
  await page.focus("[name=pourquoi]");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Pourquoi /lettres" }).waitFor();
  // A dialog says later that it closed: here the reader is already elsewhere by then.
  const ou = await page.evaluate(async () => {
    const dialogue = document.querySelector("dialog");
    const ferme = new Promise((suite) => dialogue.addEventListener("close", suite));
    dialogue.close();
    document.getElementById("mot").focus();
    await ferme;
    return document.activeElement.id;
  });
  assert.equal(ou, "mot");
});

test("a file is saved with its name and its bytes", async () => {
  await aller("#mot=abc");
  const [fichier] = await Promise.all([page.waitForEvent("download"), page.click("[data-export]")]);
  assert.equal(fichier.suggestedFilename(), "cas-etude.json");
  assert.deepEqual(readFileSync(await fichier.path()), Buffer.from('\ufeff{"de":"mot=abc"}'));
  assert.equal(await annonce(), "cas-etude.json est enregistré.");
  await page.fill("#mot", "refus");
  await page.click("[data-export]");
  // What is wrong is text, whatever it holds.
  assert.deepEqual(await page.getByRole("dialog").locator("li").allTextContents(), ["Premier refus.", "<b>Second</b> refus."]);
});

test("a file is read, by its field and dropped on the page", async () => {
  await aller("#mot=abc");
  const fichier = (texte) => ({ name: "cas.toml", mimeType: "text/plain", buffer: Buffer.from(texte) });
  await page.setInputFiles("input[type=file]", fichier("mot=lu&choix=a"));
  await page.waitForFunction(() => location.hash === "#mot=lu&choix=a");
  assert.equal(await annonce(), "cas.toml est lu. 2 lettres.");
  await page.evaluate(() => {
    const donnees = new DataTransfer();
    donnees.items.add(new File(["mot=pose"], "autre.toml"));
    for (const type of ["dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: donnees }));
    }
  });
  await page.waitForFunction(() => location.hash === "#mot=pose");
  assert.equal(await page.evaluate(() => document.documentElement.className), "");
  const demandes = hote.demandes.length;
  await page.fill("[name=texte]", "mot=colle&choix=b");
  await page.click("#importer button");
  await page.waitForFunction(() => location.hash === "#mot=colle&choix=b");
  assert.equal(hote.demandes.length, demandes, "nothing is sent");
  // A huge file is read no further than what is needed to refuse it.
  await page.setInputFiles("input[type=file]", fichier("#".repeat(5_000_000)));
  const refus = page.getByRole("alert");
  await refus.locator("li").waitFor();
  assert.equal(await refus.innerText(), "cas.toml n'a pas pu être lu\n\nligne 1 : 1000 octets.");
  assert.equal(await fragment(), "mot=colle&choix=b");
});

test("the link is copied, the page printed", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await aller();
  await page.fill("#mot", "abc");
  await page.click("[data-copier]");
  await page.waitForFunction(() => document.getElementById("annonce").textContent === "Le lien est copié.");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${hote.url}#mot=abc`);
  await page.evaluate(() => (window.print = () => (window.imprime = true)));
  await page.click("[data-imprimer]");
  assert.equal(await page.evaluate(() => window.imprime), true);
});

test("a screen reader is told once the typing pauses, and not at each key", async () => {
  await aller();
  await page.evaluate(() => {
    window.dits = [];
    new MutationObserver(() => window.dits.push(document.getElementById("annonce").textContent))
      .observe(document.getElementById("annonce"), { childList: true, characterData: true, subtree: true });
  });
  await page.locator("#mot").pressSequentially("abcdef", { delay: 30 });
  await page.waitForFunction(() => window.dits.length);
  assert.deepEqual(await page.evaluate(() => window.dits), ["6 lettres."]);
});

test("a program that breaks says what to do, and the address keeps what was typed", async () => {
  await aller();
  await page.fill("#mot", "pann");
  await page.waitForFunction(() => location.hash === "#mot=pann");
  await page.focus("#mot");
  await page.keyboard.type("e");
  await page.getByRole("dialog", { name: "Cette page n'a pas pu répondre" }).waitFor();
  await page.waitForFunction(() => location.hash === "#mot=panne");
});

test("a gesture that meets the rest of the simulator before it is there starts again once it is", async () => {
  let lacher;
  const sort = new Promise((suite) => (lacher = suite));
  await page.route("**/browser_suite.wasm", async (route) => ((await sort) ? route.continue() : route.abort()));
  await aller();
  await page.focus("#mot");
  await page.keyboard.type("suite");
  assert.match(await page.textContent("#resultat h2"), /^4 lettres/);
  lacher(true);
  await page.waitForFunction(() => document.querySelector("#resultat h2").textContent.startsWith("5 lettres"));
  assert.equal(await actif(), "mot");
  await page.keyboard.type("s");
  assert.match(await page.textContent("#resultat h2"), /^6 lettres/);
  page.sansFaute(hote.origine);
});

test("a rest that does not come is said, and asked for again by the next gesture that needs it", async () => {
  const perdre = (route) => route.abort();
  await page.route("**/browser_suite.wasm", perdre);
  await aller();
  await page.fill("#mot", "suite");
  const dit = page.getByRole("dialog", { name: "Cette page n'a pas pu répondre" });
  await dit.waitFor();
  await page.keyboard.press("Escape");
  await page.unroute("**/browser_suite.wasm", perdre);
  await page.fill("#mot", "suite");
  await page.waitForFunction(() => document.querySelector("#resultat h2").textContent.startsWith("5 lettres"));
  assert.equal(await dit.count(), 0);
});

test("a field that is half typed keeps the answer, and is said wrong once the reader stops or leaves it", async () => {
  await aller("#mot=abc");
  await page.focus("#mot");
  await page.keyboard.press("End");
  const place = () => page.evaluate(() => document.activeElement.getBoundingClientRect().top);
  const avant = await place();
  await page.keyboard.type("!");
  assert.equal(await page.locator("#fautes").count(), 0);
  assert.match(await page.textContent("#resultat h2"), /^3 lettres/);
  assert.equal(await page.locator("#resultat.suspendu").count(), 1);
  assert.equal(await place(), avant);
  await page.keyboard.press("Backspace");
  assert.equal(await page.locator("#resultat.suspendu").count(), 0);
  await page.keyboard.type("!");
  await page.keyboard.press("Tab");
  assert.match(await page.textContent("#fautes"), /« abc! » ne va pas/);
  assert.equal(await page.locator("#resultat.suspendu").count(), 0);
  await page.focus("#mot");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("!");
  // Or the reader stops.
  await page.locator("#fautes").waitFor();
  assert.equal(await actif(), "mot");
});

test("the field in use stays where it is when more is written above it", async () => {
  await aller("#mot=abc");
  await page.focus("#mot");
  const place = () => page.evaluate(() => document.activeElement.getBoundingClientRect().top);
  await page.evaluate(() => (document.body.style.paddingBottom = "200vh"));
  await page.evaluate(() => window.scrollTo(0, 5));
  const avant = await place();
  await page.keyboard.press("End");
  await page.keyboard.type("?");
  assert.equal(await page.locator("#au-dessus").count(), 1);
  assert.ok(Math.abs((await place()) - avant) <= 1, `${avant}, ${await place()}`);
});

test("what is typed while the simulator loads is kept, beside what the link says", async () => {
  await page.route("**/browser.js", async (route) => {
    await page.waitForTimeout(400);
    await route.continue();
  });
  await page.goto(`${hote.url}#choix=b`);
  await page.focus("#mot");
  await page.keyboard.type("vite");
  await prete(page);
  assert.equal(await page.inputValue("#mot"), "vite");
  assert.equal(await page.inputValue("[name=choix]"), "b");
  assert.equal(await actif(), "mot");
});
