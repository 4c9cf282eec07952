// A doctor's whole path by the keyboard alone: answers the questions, reads the verdict, asks why, tries a result,
// saves the dossier. Nothing is clicked.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { AU, ecrireLeSite } from "./outils/epaule.mjs";
import { nouvelle, ouvrir, prete } from "./outils/navigateur.mjs";
import { servir } from "./outils/serveur.mjs";

// What the doctor types or chooses, by the name of the field.
const REPONSES = { specialite: "01", secteur: "1", naissance: "12/03/1979", pmt: "1 300", pfa: "1800", option: "1" };

let navigateur, hote, page;

before(async () => {
  navigateur = await ouvrir();
  hote = await servir(ecrireLeSite());
  page = await nouvelle(navigateur, { acceptDownloads: true });
  await page.clock.setFixedTime(`${AU}T10:00:00+01:00`);
  await page.goto(hote.url);
  await prete(page);
});
after(async () => {
  await navigateur.close();
  await hote.fermer();
});

const resultat = () => page.evaluate(() => document.getElementById("resultat").innerText);

// Goes on with Tab until what has the focus is what is looked for; a focus that is not seen fails.
async function jusquA(trouve, quoi, fermee = () => false) {
  for (let pas = 0; pas < 400; pas += 1) {
    await page.keyboard.press("Tab");
    const actif = await page.evaluateHandle(() => document.activeElement);
    const invisible = await actif.evaluate((e) => {
      const { outlineStyle, boxShadow } = getComputedStyle(e);
      const vu = e === document.body || e.tabIndex < 0 || outlineStyle !== "none" || boxShadow !== "none";
      const ou = document.activeElement === e ? "" : `, et le focus est parti sur ${document.activeElement.outerHTML.slice(0, 200)}`;
      return vu ? null : e.outerHTML.slice(0, 200) + ou;
    });
    assert.equal(invisible, null, `le focus ne se voit pas : ${invisible}`);
    if (await actif.evaluate(trouve)) return;
    // What it is looked for in may be shut: a keyboard opens it.
    if (await actif.evaluate(fermee)) await page.keyboard.press("Enter");
  }
  assert.fail(`${quoi} n'est pas atteint au clavier`);
}

test("the questions are answered in their order, and the answer follows", async () => {
  const reste = new Map(Object.entries(REPONSES));
  for (let pas = 0; pas < 200 && reste.size; pas += 1) {
    await page.keyboard.press("Tab");
    const { nom, type, local } = await page.evaluate(() => {
      const { name, type, localName } = document.activeElement;
      return { nom: name, type, local: localName };
    });
    if (!reste.has(nom)) continue;
    await repondre(nom, reste.get(nom), type, local);
    reste.delete(nom);
  }
  assert.deepEqual([...reste.keys()], [], "questions sans champ atteint au clavier");
  assert.match(await resultat(), /€/);
  await page.waitForFunction(() => document.getElementById("annonce").textContent.length > 10);
  // What was typed, as it was typed, is what the address keeps.
  await page.waitForFunction((dernier) => location.hash.includes(`${dernier}=`), Object.keys(REPONSES).at(-1));
  const etat = new URLSearchParams(await page.evaluate(() => location.hash.slice(1)));
  for (const [nom, valeur] of Object.entries(REPONSES)) assert.equal(etat.get(nom), valeur);
});

// By keys alone, as each kind of field takes them.
async function repondre(nom, valeur, type, local) {
  if (local === "select") {
    const libelle = await page.evaluate((v) => [...document.activeElement.options].find((o) => o.value === v)?.label, valeur);
    assert.ok(libelle, `${nom} n'a pas le choix ${valeur}`);
    await page.keyboard.type(libelle);
    assert.equal(await page.evaluate(() => document.activeElement.value), valeur);
  } else if (type === "radio") {
    for (let pas = 0; pas < 12; pas += 1) {
      if (await page.evaluate((v) => document.activeElement.value === v && document.activeElement.checked, valeur)) return;
      await page.keyboard.press(pas ? "ArrowDown" : "Space");
    }
    assert.fail(`${nom} : le choix ${valeur} n'est pas atteint`);
  } else {
    await page.keyboard.type(valeur);
    // What is typed is not rewritten under the fingers.
    assert.equal(await page.evaluate(() => document.activeElement.value), valeur);
  }
}

test("« pourquoi ? » opens the explanation of a figure, and gives the focus back", async () => {
  await jusquA((e) => e.name === "pourquoi", "« pourquoi ? »");
  const figure = await page.evaluate(() => document.activeElement.value);
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  assert.match(await page.locator("dialog[open]").innerText(), /[A-Z]{3,4}-\d+/, "la règle est nommée");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.value), figure);
});

test("« et si » : another result by the arrows", async () => {
  await jusquA((e) => e.dataset.miroir !== undefined || e.type === "range", "le curseur « et si »");
  const avant = await resultat();
  for (let i = 0; i < 10; i += 1) await page.keyboard.press("ArrowRight");
  assert.notEqual(await resultat(), avant);
  await page.waitForFunction(() => /si\.(pmt|pfa)=\d/.test(location.hash));
});

test("the dossier is saved", async () => {
  await jusquA(
    (e) => e.dataset.export === "dossier.toml",
    "l'export du dossier",
    (e) => e.localName === "summary" && !e.parentElement.open && e.parentElement.querySelector("[data-export]") !== null,
  );
  const [fichier] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.match(readFileSync(await fichier.path(), "utf8"), /pmt = 1300/);
  page.sansFaute(hote.origine);
});

test("a wrong answer is named beside its field, in a summary that leads to it, and keeps what was typed", async () => {
  await page.goto("about:blank");
  await page.goto(`${hote.url}#specialite=01&pmt=beaucoup`);
  await prete(page);
  const champ = page.locator("[name=pmt]").first();
  assert.equal(await champ.inputValue(), "beaucoup");
  assert.equal(await champ.getAttribute("aria-invalid"), "true");
  const decrit = (await champ.getAttribute("aria-describedby")).split(" ");
  const textes = await Promise.all(decrit.map((id) => page.locator(`[id="${id}"]`).innerText()));
  assert.ok(textes.some((texte) => texte.includes("beaucoup")), textes.join());
  await page.locator("#fautes a").first().focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.name), "pmt");
  assert.equal(await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get("pmt")), "beaucoup");
});
