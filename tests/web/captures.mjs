// Screenshots for whoever reviews the page: `node captures.mjs DIR`. Phone and desktop, light and dark, each state,
// and the printed A4 as a PDF.

import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { AU, ecrireLeSite } from "./outils/epaule.mjs";
import { ETATS } from "./outils/etats.mjs";
import { nouvelle, ouvrir, prete } from "./outils/navigateur.mjs";
import { servir } from "./outils/serveur.mjs";

const ECRANS = {
  telephone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true },
  bureau: { viewport: { width: 1280, height: 900 } },
};

const dossier = process.argv[2];
if (!dossier) {
  console.error("usage : node captures.mjs DOSSIER");
  process.exit(2);
}
mkdirSync(dossier, { recursive: true });
const navigateur = await ouvrir();
const hote = await servir(ecrireLeSite());
for (const [ecran, options] of Object.entries(ECRANS)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const [nom, etat] of Object.entries(ETATS)) {
      const page = await nouvelle(navigateur, { ...options, colorScheme });
      await page.clock.setFixedTime(`${AU}T10:00:00+01:00`);
      await page.goto(`${hote.url}#${etat}`);
      await prete(page);
      const chemin = (suite) => join(dossier, `${nom}-${ecran}-${colorScheme}${suite}`);
      await page.screenshot({ path: chemin(".png"), fullPage: true });
      if (nom === "avant" && (await page.locator("button[name=pourquoi]").count())) {
        await page.locator("button[name=pourquoi]").first().click();
        await page.locator("dialog[open]").waitFor();
        await page.screenshot({ path: chemin("-pourquoi.png") });
        await page.keyboard.press("Escape");
      }
      if (ecran === "bureau" && colorScheme === "light") await page.pdf({ path: chemin(".pdf"), format: "A4", preferCSSPageSize: true });
      await page.context().close();
    }
  }
}
await navigateur.close();
await hote.fermer();
console.log(`captures écrites dans ${dossier}`);
