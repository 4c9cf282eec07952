// From a key stroke to a page that shows the answer: what a reader waits, measured over many.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ecrireLeSite } from "./outils/epaule.mjs";
import { ETATS } from "./outils/etats.mjs";
import { champ, nouvelle, ouvrir, prete } from "./outils/navigateur.mjs";
import { servir } from "./outils/serveur.mjs";

// One frame at 60 Hz. A slower machine may be given more by EPAULE_PAUSE_MAX.
const MAXIMUM = Number(process.env.EPAULE_PAUSE_MAX ?? 16);
// Another program may take the processor during a round: the best round is what the page takes by itself.
const TOURS = 5;
const FRAPPES = 50;

let navigateur, hote;

before(async () => {
  navigateur = await ouvrir();
  hote = await servir(ecrireLeSite());
});
after(async () => {
  await navigateur.close();
  await hote.fermer();
});

for (const [nom, etat] of Object.entries({ "avant de signer": ETATS.avant, "contrat en cours": ETATS.encours })) {
  test(`${nom} : une réponse en moins de ${MAXIMUM} ms`, async (t) => {
    const page = await nouvelle(navigateur);
    await page.goto(`${hote.url}#${etat}`);
    await prete(page);
    const pmt = await champ(page, "pmt");
    await pmt.focus();
    // The event is handled before dispatchEvent returns; reading a height makes the browser lay the new page out.
    const frapper = (depart) => pmt.evaluate((champ, [depart, frappes]) => {
      const reponses = new Set();
      const durees = [];
      for (let i = 0; i < frappes; i += 1) {
        champ.value = String(depart + i);
        const debut = performance.now();
        champ.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
        document.body.getBoundingClientRect();
        durees.push(performance.now() - debut);
        reponses.add(document.getElementById("resultat").textContent);
      }
      return { durees: durees.toSorted((a, b) => a - b), reponses: reponses.size };
    }, [depart, FRAPPES]);
    const medianes = [];
    for (let tour = 0; tour < TOURS; tour += 1) {
      const { durees, reponses } = await frapper(1300 + tour * FRAPPES);
      assert.ok(reponses > FRAPPES / 2, `${reponses} réponses différentes seulement`);
      const rang = (part) => durees[Math.floor(part * (durees.length - 1))];
      medianes.push(rang(0.5));
      t.diagnostic(`${FRAPPES} frappes : médiane ${rang(0.5).toFixed(1)} ms, 95 % en ${rang(0.95).toFixed(1)} ms`);
    }
    const meilleure = Math.min(...medianes);
    t.diagnostic(`médiane du meilleur tour : ${meilleure.toFixed(1)} ms`);
    assert.ok(meilleure < MAXIMUM, `médiane ${meilleure.toFixed(1)} ms`);
    page.sansFaute(hote.origine);
    await page.context().close();
  });
}
