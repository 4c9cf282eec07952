// Every page and state: axe with no rule off, in the light and in the dark; the tree that a screen reader gets, kept
// beside and read at each change; 320 px wide and 400 % without a horizontal scroll.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import AxeBuilder from "@axe-core/playwright";

import { AU, ecrireLeSite } from "./outils/epaule.mjs";
import { ETATS } from "./outils/etats.mjs";
import { nouvelle, ouvrir, prete } from "./outils/navigateur.mjs";
import { servir } from "./outils/serveur.mjs";

const ARIA = fileURLToPath(new URL("aria/", import.meta.url));

let navigateur, hote, site;

before(async () => {
  navigateur = await ouvrir();
  site = ecrireLeSite();
  hote = await servir(site);
});
after(async () => {
  await navigateur.close();
  await hote.fermer();
});

async function ouvrirLEtat(etat, options) {
  const page = await nouvelle(navigateur, options);
  await page.clock.setFixedTime(`${AU}T10:00:00+01:00`);
  await page.goto(`${hote.url}#${etat}`);
  await prete(page);
  return page;
}

// Every rule of axe, best practices included: none is named, so none is off.
async function axe(page, quoi) {
  const { violations, incomplete } = await new AxeBuilder({ page }).analyze();
  const dire = (regle) => `${regle.id} (${regle.help}) : ${regle.nodes.length} fois, d'abord ${regle.nodes[0]?.html.slice(0, 160)}`;
  assert.deepEqual(violations.map(dire), [], quoi);
  // What axe cannot tell by itself is for a person to look at.
  return incomplete.map(dire);
}

const toutOuvrir = (page) => page.evaluate(() => {
  for (const partie of document.querySelectorAll("details")) partie.open = true;
});

for (const [nom, etat] of Object.entries(ETATS)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe, ${nom}, ${colorScheme}: as it opens, with everything open, with an explanation`, async (t) => {
      const page = await ouvrirLEtat(etat, { colorScheme });
      // The dark has the same elements: only what can be seen of them is another matter.
      if (colorScheme === "light") await axe(page, nom);
      await toutOuvrir(page);
      const douteux = await axe(page, `${nom}, tout ouvert`);
      if (await page.locator("button[name=pourquoi]").count()) {
        await page.locator("button[name=pourquoi]").first().click();
        await page.locator("dialog[open]").waitFor();
        await axe(page, `${nom}, pourquoi`);
      }
      for (const doute of douteux) t.diagnostic(`à regarder : ${doute}`);
      await page.context().close();
    });
  }

  test(`${nom}, 320 px wide and at 400 %: no horizontal scroll, everything open`, async () => {
    // 400 % of a window of 1280 × 1024 px is one of 320 × 256 px of CSS, four device pixels each.
    for (const options of [{ viewport: { width: 320, height: 640 } }, { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }]) {
      const page = await ouvrirLEtat(etat, options);
      await toutOuvrir(page);
      const larges = await page.evaluate(() => {
        const { clientWidth, scrollWidth } = document.documentElement;
        if (scrollWidth <= clientWidth) return [];
        return [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > clientWidth + 1)
          .map((e) => `${e.localName}#${e.id}.${e.className}`).slice(0, 10);
      });
      assert.deepEqual(larges, [], `${nom}, ${JSON.stringify(options)}`);
      await page.context().close();
    }
  });

  test(`${nom}: what a screen reader gets`, async () => {
    const page = await ouvrirLEtat(etat);
    comparer(`${nom}.yml`, await page.locator("body").ariaSnapshot());
    await page.context().close();
  });
}

test("on a telephone a line of the answer stays in sight below the questions, and hides no field", async () => {
  const page = await ouvrirLEtat(ETATS.encours, { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
  const ligne = page.locator("a.apercu");
  const enVue = (lieu) => lieu.evaluate((e) => {
    const { top, bottom } = e.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  assert.ok(await enVue(ligne), "as the page opens");
  await axe(page, "téléphone");
  await toutOuvrir(page);
  await page.locator("#questions select").first().focus();
  // 2.4.11: the focus goes down the form and is never below the line.
  for (let pas = 0; pas < 60; pas++) {
    const cachee = await page.evaluate(() => {
      const champ = document.activeElement;
      if (!champ.closest("#questions") || champ.matches(".apercu")) return null;
      return champ.getBoundingClientRect().bottom > document.querySelector(".apercu").getBoundingClientRect().top ? champ.outerHTML : "";
    });
    if (cachee === null) break;
    assert.equal(cachee, "");
    await page.keyboard.press("Tab");
  }
  await ligne.click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "resultat");
  assert.ok(!(await enVue(ligne)) && await page.locator("#verdict").isVisible());
  // A dossier to open comes after the answer; where there is room, below the questions, and no line is needed.
  const haut = (choix) => page.locator(choix).evaluate((e) => e.getBoundingClientRect().top);
  assert.ok((await haut("#importer")) > (await haut("#resultat")));
  await page.setViewportSize({ width: 1280, height: 900 });
  assert.ok(!(await ligne.isVisible()));
  const bas = await page.locator("div.questions").evaluate((e) => e.getBoundingClientRect().bottom);
  assert.ok(Math.abs((await haut("#importer")) - bas) < 40, "below the questions");
  assert.ok((await page.locator("#importer").boundingBox()).x < (await page.locator("#resultat").boundingBox()).x);
  page.sansFaute(hote.origine);
  await page.context().close();
});

test("every other page of the site", async () => {
  const pages = readdirSync(site).filter((nom) => nom.endsWith(".html") && nom !== "index.html");
  assert.ok(pages.includes("404.html"));
  for (const nom of pages) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await nouvelle(navigateur, { colorScheme, viewport: { width: 320, height: 640 } });
      await page.goto(hote.url + nom);
      await axe(page, nom);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), nom);
      if (colorScheme === "light") comparer(`page-${nom.replace(".html", "")}.yml`, await page.locator("body").ariaSnapshot());
      page.sansFaute(hote.origine);
      await page.context().close();
    }
  }
});

// Like the other snapshots of the project: ARIA_UPDATE=always writes them, and whoever does reads the difference.
function comparer(nom, vu) {
  const chemin = ARIA + nom;
  if (process.env.ARIA_UPDATE === "always") {
    mkdirSync(ARIA, { recursive: true });
    writeFileSync(chemin, `${vu}\n`);
    return;
  }
  assert.ok(existsSync(chemin), `${chemin} n'existe pas : ARIA_UPDATE=always tests/web/essayer.sh accessibilite.test.mjs l'écrit, puis relisez-le`);
  assert.equal(`${vu}\n`, readFileSync(chemin, "utf8"), nom);
}
