// What the page answers is what the command answers: each example is read in the page, and its étude compared with
// that of `epaule etudier`, byte for byte.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { AU, ecrireLeSite, epaule, RACINE } from "./outils/epaule.mjs";
import { exporter, importer, nouvelle, ouvrir, prete } from "./outils/navigateur.mjs";
import { servir } from "./outils/serveur.mjs";

const EXEMPLES = readdirSync(join(RACINE, "exemples")).filter((nom) => nom.endsWith(".toml"));

let navigateur, hote, page;

before(async () => {
  navigateur = await ouvrir();
  hote = await servir(ecrireLeSite());
  page = await nouvelle(navigateur, { acceptDownloads: true });
  // The reader's day is that of the command.
  await page.clock.setFixedTime(`${AU}T10:00:00+01:00`);
});
after(async () => {
  await navigateur.close();
  await hote.fermer();
});

test("there are examples", () => assert.ok(EXEMPLES.length >= 17));

for (const nom of EXEMPLES) {
  test(`${nom}, read in the page, gives the command's étude`, async () => {
    const chemin = join("exemples", nom);
    await page.goto("about:blank");
    await page.goto(hote.url);
    await prete(page);
    await importer(page, join(RACINE, chemin));
    const texte = (await exporter(page, "etude.json")).toString("utf8");
    const attendu = epaule("etudier", chemin, "--au", AU, "--format", "json");
    // The first difference by name, then every byte.
    assert.deepEqual(JSON.parse(texte), JSON.parse(attendu));
    assert.equal(texte.trimEnd(), attendu.trimEnd());
    page.sansFaute(hote.origine);
  });
}

test("a dossier that the page writes is one that it reads, in TOML and in JSON", async () => {
  for (const nom of ["dossier.toml", "dossier.json"]) {
    await page.goto("about:blank");
    await page.goto(hote.url);
    await prete(page);
    await importer(page, join(RACINE, "exemples/vie-et-encaissements.toml"));
    const etat = await page.evaluate(() => location.hash);
    const dossier = await exporter(page, nom);
    await page.goto("about:blank");
    await page.goto(hote.url);
    await prete(page);
    await importer(page, { name: nom, mimeType: "text/plain", buffer: dossier });
    assert.equal(await page.evaluate(() => location.hash), etat, nom);
  }
});

test("calendar, payments and document are those of the command's formats", async () => {
  await page.goto("about:blank");
  await page.goto(hote.url);
  await prete(page);
  const chemin = join("exemples", "generaliste-p50-p90.toml");
  await importer(page, join(RACINE, chemin));
  const commande = (format) => epaule("etudier", chemin, "--au", AU, "--format", format).trimEnd();
  assert.equal((await exporter(page, "versements.csv")).toString("utf8").trimEnd(), commande("csv"));
  // When a calendar was written stands in it.
  const sansHeure = (ics) => ics.replace(/^(DTSTAMP|SEQUENCE|LAST-MODIFIED).*\r?\n/gm, "").trimEnd();
  assert.equal(sansHeure((await exporter(page, "echeances.ics")).toString("utf8")), sansHeure(commande("ics")));
  assert.match((await exporter(page, "etude.md")).toString("utf8"), /^# /m);
});

test("a file that is no dossier is refused, and what was there stays", async () => {
  await page.goto("about:blank");
  await page.goto(`${hote.url}#specialite=01`);
  await prete(page);
  for (const [name, texte] of [["photo.toml", "\u0000\u0001"], ["faux.toml", "[medecin]\nspecialite = 3\ninconnu = 1"], ["gros.json", "x".repeat(3_000_000)]]) {
    await page.setInputFiles("input[type=file]", { name, mimeType: "text/plain", buffer: Buffer.from(texte) });
    const refus = page.locator("#importer-fautes");
    await refus.getByText(`${name} n'a pas pu être lu`).waitFor();
    const lignes = await refus.locator("li").allTextContents();
    assert.ok(lignes.length && lignes.every((ligne) => /[a-zé]{4}.*\.$/s.test(ligne)), `${name} : ${lignes}`);
  }
  assert.equal(await page.evaluate(() => location.hash), "#specialite=01");
});
