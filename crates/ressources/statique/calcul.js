// The simulator (Rust, in WebAssembly), which comes in two parts: `browser_bg.wasm`, what a first answer needs, then
// `browser_suite.wasm`, the rest. A question that meets the rest before it is there stops on the way: it is asked anew,
// of a new instance that has both.

const SUITE = new URL("browser_suite.wasm", import.meta.url);

// What a question stops by when it meets a part that is not there.
export class Incomplet extends Error {}

// An instance: its functions, what it gives to the rest, and whether it has the rest.
let calcul = null;
// The rest, fetched once.
let suite = null;
let completion = null;

// Loads the first part: questions can then be asked.
export async function charger() {
  calcul = await ouvrir("./browser.js");
}

// Asks the simulator, with the reader's day and this moment.
export function interroger(question) {
  if (calcul.interrompu) throw new Incomplet("une question s'est arrêtée en route");
  // The Swedish way of writing a day is 2026-11-23.
  const jour = new Intl.DateTimeFormat("sv-SE").format(new Date());
  try {
    return question(calcul.fonctions, jour, Date.now());
  } catch (cause) {
    if (calcul.entier || !(cause instanceof WebAssembly.RuntimeError)) throw cause;
    calcul.interrompu = true;
    throw new Incomplet("une partie du calcul n'est pas encore là", { cause });
  }
}

// Brings the rest. An instance in which a question stopped half-way is not asked again: another takes its place.
export function completer() {
  completion ??= terminer().finally(() => (completion = null));
  return completion;
}

async function terminer() {
  if (calcul.entier) return;
  suite ??= lireLaSuite();
  try {
    await suite;
  } catch (cause) {
    // Another try fetches it anew.
    suite = null;
    throw cause;
  }
  if (!calcul.interrompu) await relier(calcul);
  if (calcul.interrompu) {
    // Under another address the glue is another module, with its own instance; the file is the same.
    const neuf = await ouvrir("./browser.js?entier");
    await relier(neuf);
    calcul = neuf;
  }
}

async function ouvrir(adresse) {
  const fonctions = await import(adresse);
  return { fonctions, exports: await fonctions.default(), entier: false, interrompu: false };
}

async function relier(instance) {
  await WebAssembly.instantiate(await suite, { premiere: instance.exports });
  instance.entier = !instance.interrompu;
}

async function lireLaSuite() {
  const reponse = await fetch(SUITE);
  if (!reponse.ok) throw new Error(`${SUITE.pathname} : ${reponse.status}`);
  // Not by its type: some hosts give no type to a `.wasm`.
  return WebAssembly.compile(await reponse.arrayBuffer());
}
