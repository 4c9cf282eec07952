// Stands for the simulator where the plumbing of the page is tried: it has the functions of the WebAssembly and
// answers with a page that is small, known, and not about doctors.

// What it gives to the rest of the simulator, which asks for nothing here.
export default async function charger() {
  return {};
}

// An instance that has no rest stops at this word, as WebAssembly does where a function is not there.
const entier = new URL(import.meta.url).search === "?entier";

const champ = (nom, requete) => `<label for="${nom}">${nom}</label>
  <input id="${nom}" name="${nom}" value="${(requete.get(nom) ?? "").replaceAll('"', "&quot;")}"
  ${(requete.get(nom) ?? "").includes("!") ? "aria-invalid=true" : ""}>`;

export function repondre(texte, jour) {
  const requete = new URLSearchParams(texte);
  if (requete.get("mot") === "suite" && !entier) throw new WebAssembly.RuntimeError("null function");
  if (requete.get("mot") === "panne") throw new WebAssembly.RuntimeError("unreachable");
  let lignes = Number(requete.get("lignes") ?? "0");
  if (requete.has("ajouter")) lignes += 1;
  if (requete.has("retirer")) lignes -= 1;
  for (const nom of ["ajouter", "retirer"]) requete.delete(nom);
  if (lignes) requete.set("lignes", lignes);
  else requete.delete("lignes");
  const mot = requete.get("mot") ?? "";
  const liste = Array.from({ length: lignes }, (_, i) => `<li id="ligne-${i}" class="ligne">${champ(`ligne.${i}`, requete)}
    <button name="retirer" value="${i}">Retirer ${i}</button></li>`).join("");
  const dessus = mot.includes("?") ? `<p id="au-dessus">${"Une ligne de plus.<br>".repeat(9)}</p>` : "";
  const faute = mot.includes("!") ? `<ul id="fautes" tabindex="-1"><li id="faute-de-mot">« ${mot} » ne va pas : <a href="#detail">ailleurs</a></li></ul>` : "";
  return JSON.stringify({
    requete: requete.toString(),
    questions: `<button class="defaut">Calculer</button>${dessus}${faute}${champ("mot", requete)}
      <label><input type="checkbox" name="case" value="oui" ${requete.get("case") ? "checked" : ""}> case</label>
      <label>choix <select name="choix"><option value=""></option>
        ${["a", "b"].map((c) => `<option ${requete.get("choix") === c ? "selected" : ""}>${c}</option>`).join("")}</select></label>
      <details id="plus"><summary>Préciser</summary>${champ("detail", requete)}</details>
      <input type="hidden" name="lignes" value="${lignes || ""}"><ul id="liste">${liste}</ul>
      <button name="ajouter" value="ligne">Ajouter</button>`,
    resultat: `<h2>${mot.length} lettres le ${jour}</h2>
      <input type="range" id="curseur" data-miroir="course" aria-label="curseur" max="100" value="${requete.get("course") ?? "50"}">
      <input type="number" id="course" form="dossier" name="course" aria-label="course" value="${requete.get("course") ?? ""}">
      <p id="lu">${requete.get("course") ?? "rien"}</p>
      <button form="dossier" name="pourquoi" value="/lettres">Pourquoi ?</button>
      <button form="dossier" formaction="etude.json" data-export="etude.json">Étude</button>
      <a id="lien" href="#${requete}">Lien</a><button type="button" data-copier="lien">Copier</button><button type="button" data-imprimer>Imprimer</button>`,
    annonce: `${mot.length} lettres.`,
  });
}

export function pourquoi(texte, jour, maintenant, pointeur) {
  return `<h2>Pourquoi ${pointeur}</h2><p>Parce que ${new URLSearchParams(texte).get("mot")}.</p>
    <button form="dossier" name="pourquoi" value="/autre">Pourquoi ?</button>
    <button form="dossier" name="pourquoi" value="">Fermer l'explication</button>`;
}

export function exporter(nom, texte) {
  if (texte.includes("refus")) return JSON.stringify({ fautes: ["Premier refus.", "<b>Second</b> refus."] });
  return JSON.stringify({ nom: "cas-etude.json", type_mime: "application/json", texte: `\ufeff{"de":"${texte}"}` });
}

export function importer(nom, octets) {
  const texte = new TextDecoder().decode(octets);
  if (texte.startsWith("#")) return JSON.stringify({ fautes: [`ligne 1 : ${octets.length} octets.`] });
  return JSON.stringify({ requete: texte });
}

export function octets_lus() {
  return 1000;
}
