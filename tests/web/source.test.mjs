// No arithmetic of the domain in JavaScript: the scripts of the page are read, and no operator that works a figure
// out stands in them, no number that is not a delay, and no word of the convention.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import * as acorn from "acorn";

import { epaule, RACINE } from "./outils/epaule.mjs";

const DOSSIER = join(RACINE, "crates/ressources/statique");
const SCRIPTS = readdirSync(DOSSIER).filter((nom) => nom.endsWith(".js"));

const CALCULS = new Set(["+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^", "<", ">", "<=", ">="]);
// What turns text into a number, or a number into text.
const CONVERSIONS = /^(Math|Number|BigInt|parseInt|parseFloat|NumberFormat|valueAsNumber|valueAsDate|toFixed|toPrecision|toLocaleString|stepUp|stepDown|reduce|eval|Function)$/;
// A whole number that came from our own page: a check, and no calculation.
const PERMIS = new Set(["Number.isSafeInteger"]);

// Every node of a tree, with its parent.
function* noeuds(noeud, parent = null) {
  if (!noeud || typeof noeud.type !== "string") return;
  yield [noeud, parent];
  for (const valeur of Object.values(noeud)) {
    for (const enfant of Array.isArray(valeur) ? valeur : [valeur]) yield* noeuds(enfant, noeud);
  }
}

// The calculations of a script: what and on which line.
function calculs(source) {
  const arbre = acorn.parse(source, { ecmaVersion: "latest", sourceType: "module", locations: true });
  const trouves = [];
  for (const [noeud, parent] of noeuds(arbre)) {
    const noter = (quoi) => trouves.push(`ligne ${noeud.loc.start.line} : ${quoi}`);
    if (noeud.type === "BinaryExpression" && CALCULS.has(noeud.operator) && !texte(noeud)) noter(noeud.operator);
    if (noeud.type === "AssignmentExpression" && !["=", "??=", "||=", "&&="].includes(noeud.operator)) noter(noeud.operator);
    if (noeud.type === "UpdateExpression") noter(noeud.operator);
    if (noeud.type === "UnaryExpression" && ["+", "~"].includes(noeud.operator)) noter(noeud.operator);
    if (noeud.type === "Identifier" && CONVERSIONS.test(noeud.name)) {
      const entier = parent?.type === "MemberExpression" ? `${parent.object.name}.${parent.property.name}` : "";
      if (!PERMIS.has(entier)) noter(noeud.name);
    }
    if (noeud.type === "Literal" && typeof noeud.value === "number" && !delai(noeud, parent)) noter(noeud.raw);
    if (noeud.type === "Literal" && typeof noeud.value === "bigint") noter(noeud.raw);
  }
  return trouves;
}

// Two pieces of a sentence, on two lines of the source.
function texte(noeud) {
  const piece = (cote) => typeof cote.value === "string" || cote.type === "TemplateLiteral" || (cote.operator === "+" && texte(cote));
  return noeud.operator === "+" && piece(noeud.left) && piece(noeud.right);
}

// The numbers of plumbing: the first item, what no key of the keyboard reaches, the top, and waits.
function delai(noeud, parent) {
  if ([0, 1].includes(noeud.value)) return true;
  if (parent.type === "VariableDeclarator") return parent.id.name.startsWith("PAUSE_");
  if (parent.type === "CallExpression") return parent.callee.name === "setTimeout";
  // A status of HTTP.
  return parent.type === "Property" && parent.key.name === "status";
}

test("no script works a figure out", () => {
  assert.ok(SCRIPTS.includes("page.js") && SCRIPTS.length >= 6, SCRIPTS.join());
  for (const nom of SCRIPTS) assert.deepEqual(calculs(readFileSync(join(DOSSIER, nom), "utf8")), [], nom);
});

test("what this test refuses", () => {
  const refuses = ["a + b", "a += 1", "a++", "a * 2", "x = -a * b", "+a", "Math.max(a, b)", "Number(a)", "parseInt(a)", "a > 1300",
    "const seuil = 1300", "f(22000)", "a.toFixed(2)", "l.reduce(f)", "c.valueAsNumber", "'1' + a", "`${a * b}`", "10n", "a ? 1547 : 0"];
  for (const source of refuses) assert.notDeepEqual(calculs(source), [], source);
  const permis = ["a === b", "const PAUSE_X = 700", "setTimeout(f, 10000)", "a[0]", "'a ' + 'b'", "t.slice(1)", "e.tabIndex = -1", "a ?? b"];
  for (const source of permis) assert.deepEqual(calculs(source), [], source);
});

test("no word of the convention stands in a script", () => {
  // The names of a dossier's fields, as the schema has them, and what an étude calls its figures.
  const mots = new Set(["avenant", "bande", "bareme", "centimes", "cible", "etp", "euro", "euros", "montant", "palier", "plancher",
    "pourcent", "seuil", "seuils", "taux", "tolerance", "versement"]);
  const champs = (schema) => {
    for (const [nom, valeur] of Object.entries(schema ?? {})) {
      if (nom === "properties") for (const champ of Object.keys(valeur)) mots.add(champ);
      if (valeur && typeof valeur === "object") champs(valeur);
    }
  };
  champs(JSON.parse(epaule("schema", "dossier")));
  assert.ok(mots.has("pmt") && mots.has("specialite") && mots.size > 60);
  // French or plumbing as much as a field of a dossier.
  for (const mot of ["date", "type", "option", "options", "nom", "fin", "par", "objet", "position", "zone", "contrat", "reference"]) mots.delete(mot);
  for (const nom of SCRIPTS) {
    const arbre = acorn.parse(readFileSync(join(DOSSIER, nom), "utf8"), { ecmaVersion: "latest", sourceType: "module" });
    for (const [noeud] of noeuds(arbre)) {
      const ecrits = [noeud.name, noeud.type === "Literal" && noeud.value, noeud.type === "TemplateElement" && noeud.value.cooked];
      for (const mot of ecrits.filter((ecrit) => typeof ecrit === "string").flatMap((ecrit) => ecrit.toLowerCase().split(/[^a-z0-9_]+/))) {
        assert.ok(!mots.has(mot), `${nom} : « ${mot} » est un mot de la convention`);
      }
    }
  }
});
