// The page in a browser: it hands what is typed to the simulator (Rust, in WebAssembly) and writes what comes back.
// It works no figure out: a figure comes from the same rule here, in the command and on a server.
//
// The state of the page is the text of its form (`specialite=01&pmt=1300`). It stands in the fragment of the
// address, after `#`, which no browser sends: neither a server nor its logs see a dossier.
//
// Until the simulator is there nothing is taken over: a served page goes on working by its form.

import { Incomplet, charger, completer, interroger } from "./calcul.js";
import { copierLeTexte, enListe, enregistrer, fermerLExplication, montrer, ouvrirUneExplication } from "./gestes.js";
import { greffer } from "./greffe.js";

// A screen reader is told once the typing pauses; the address is written as often as browsers allow it.
const PAUSE_DE_L_ANNONCE = 700;
const PAUSE_DE_L_ADRESSE = 300;
// A date is wrong until its last digit: what is wrong with the field in use is said once the reader stops, or leaves it.
const PAUSE_DE_LA_FAUTE = 2500;

const formulaire = document.getElementById("dossier");
const questions = document.getElementById("questions");
const resultat = document.getElementById("resultat");
const annonce = document.getElementById("annonce");

// The state: what was asked last, as the simulator writes it, shortest, where it answered.
let etat = "";
// The HTML of each piece, as it was last written.
const ecrits = new Map();
let minuteurDAnnonce;
let minuteurDAdresse;
let minuteurDeLaFaute;
// Whether the answer on the page is older than what is being typed.
let suspendue = false;

// Files alone, with no server that would answer a form.
const site = document.querySelector('meta[name="epaule"][content="site"]') !== null;

// The pages beside the simulator have texts, and nothing to answer.
if (formulaire) demarrer();

async function demarrer() {
  try {
    await charger();
  } catch (cause) {
    console.warn("Épaule : le calcul dans la page n'a pas pu être chargé.", cause);
    sansCalcul();
    return;
  }
  formulaire.noValidate = true;
  await tenter(() => afficher(requeteDuDebut(), { tout: true }));
  ecrireLAdresse();
  const suivre = (lieu, gestes) => {
    for (const [nom, geste] of Object.entries(gestes)) {
      lieu.addEventListener(nom, (evenement) => tenter(() => geste(evenement)));
    }
  };
  suivre(document, {
    input: taper,
    change: valider,
    submit: agir,
    click: cliquer,
    dragover: survoler,
    dragleave: quitter,
    drop: deposer,
  });
  suivre(window, { hashchange: suivreLAdresse, pagehide: ecrireLAdresse });
  document.documentElement.dataset.calcul = "pret";
  // The rest comes while the reader reads; whoever asks for it before fetches it then.
  (window.requestIdleCallback ?? setTimeout)(() => completer().catch(() => {}));
}

// Does what asks for answers; where one needs a part of the simulator that is not there, again once it is.
function tenter(faire) {
  try {
    return faire();
  } catch (cause) {
    if (!(cause instanceof Incomplet)) throw cause;
    return completer().then(faire).catch(panne);
  }
}

// A served page works by its form. Files alone cannot answer: they say what to do.
function sansCalcul() {
  document.documentElement.dataset.calcul = "absent";
  if (!site) return;
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent =
    "Le calcul n'a pas pu être chargé. Vérifiez la connexion et rechargez la page ; si rien ne change, essayez un " +
    "navigateur à jour (Firefox, Chrome, Edge ou Safari). Ce que vous avez saisi reste sur cet appareil.";
  resultat.replaceChildren(message);
}

// The answer to a state, written in the page. Gives false where there was none. `tape`: the field that is being typed
// in, alone to have changed.
function afficher(requete, { tout, dire, tape } = {}) {
  // Whatever becomes of the question, the address holds what was typed.
  etat = requete;
  const page = demander((calcul, jour, maintenant) => calcul.repondre(requete, jour, maintenant));
  if (!page) return false;
  const { requete: courte, ...morceaux } = JSON.parse(page);
  etat = courte;
  clearTimeout(minuteurDeLaFaute);
  if (tape && !document.getElementById("fautes") && enCoursDeSaisie(morceaux.questions, tape)) {
    suspendre(true);
    minuteurDeLaFaute = setTimeout(() => tenter(valider), PAUSE_DE_LA_FAUTE);
    return true;
  }
  suspendre(false);
  const rester = tout ? null : repere();
  ecrire(questions, morceaux.questions, tout);
  ecrire(resultat, morceaux.resultat, tout);
  rester?.();
  annoncer(dire ? `${dire} ${morceaux.annonce}` : morceaux.annonce, tout);
  return true;
}

// Whether the field that is being typed in is alone to be wrong.
function enCoursDeSaisie(html, tape) {
  if (!html.includes('id="fautes"')) return false;
  const modele = document.createElement("template");
  modele.innerHTML = html;
  const fautes = modele.content.querySelectorAll("#fautes li").length;
  const fautifs = [...modele.content.querySelectorAll("[aria-invalid=true]")];
  return fautes === 1 && fautifs.length === 1 && fautifs[0].name === tape.name;
}

// The answer stays while a field is half typed, and shows that it waits.
function suspendre(attend) {
  suspendue = attend;
  resultat.classList.toggle("suspendu", attend);
}

// The reader stopped, or left the field: what is wrong with it is said.
function valider() {
  if (suspendue) afficher(requeteDuFormulaire());
}

// Gives what puts the field in use back where it stands on the screen, once more or less is written above it.
function repere() {
  const hauteur = () => document.activeElement.getBoundingClientRect().top;
  const avant = hauteur();
  return () => {
    const actif = document.activeElement;
    if (actif === document.body || hauteur() === avant) return;
    actif.style.scrollMarginTop = `${avant}px`;
    actif.scrollIntoView({ block: "start", inline: "nearest", behavior: "instant" });
    actif.style.scrollMarginTop = "";
  };
}

// Most key strokes leave one of the two pieces as it was.
function ecrire(lieu, html, tout) {
  if (!tout && ecrits.get(lieu) === html) return;
  greffer(lieu, html, tout);
  ecrits.set(lieu, html);
}

// Asks the simulator. A program that breaks says so once, and the page says what to do: what was typed stands in the
// address, and a page loaded again starts from it.
function demander(question) {
  try {
    return interroger(question);
  } catch (cause) {
    if (cause instanceof Incomplet) throw cause;
    panne(cause);
    return null;
  }
}

function panne(cause) {
  console.error(cause);
  montrer("Cette page n'a pas pu répondre", ["Rechargez la page : ce que vous avez saisi est dans son adresse."]);
}

// ---- The state: the form, and the address ----

// The form, as its own sending would write it, less what is empty. `bouton`: the button that sends it.
function requeteDuFormulaire(bouton) {
  const requete = new URLSearchParams();
  for (const [nom, valeur] of new FormData(formulaire, bouton)) {
    if (typeof valeur === "string" && valeur !== "") requete.append(nom, valeur);
  }
  return requete.toString();
}

// A link to a served page carries its state after `?`: from here on it stands after `#`. A fragment that says nothing
// is a place in the page.
function requeteDeLAdresse() {
  return (location.hash.includes("=") ? location.hash : location.search).slice(1);
}

// What was typed while the simulator loaded counts more than what the address says.
function requeteDuDebut() {
  const tapes = champsTouches();
  if (!tapes.size) return requeteDeLAdresse();
  const requete = new URLSearchParams(requeteDeLAdresse());
  for (const [nom, valeurs] of tapes) {
    requete.delete(nom);
    for (const valeur of valeurs) requete.append(nom, valeur);
  }
  return requete.toString();
}

function ecrireLAdresse(pas) {
  clearTimeout(minuteurDAdresse);
  const adresse = `${location.pathname}${etat ? `#${etat}` : ""}`;
  if (`${location.pathname}${location.search}${location.hash}` === adresse) return;
  if (pas === "nouveau") history.pushState(null, "", adresse);
  else history.replaceState(null, "", adresse);
}

// Another state was asked for by the address: a link, an edit, or the button "back".
function suivreLAdresse() {
  if (location.hash && !location.hash.includes("=")) return;
  if (requeteDeLAdresse() !== etat) afficher(requeteDeLAdresse(), { tout: true });
}

// The fields whose content is not what the page was written with.
function champsTouches() {
  const contenu = new FormData(formulaire);
  const tapes = new Map();
  for (const champ of formulaire.elements) {
    if (champ.name && touche(champ)) tapes.set(champ.name, contenu.getAll(champ.name));
  }
  return tapes;
}

function touche(champ) {
  // A list that marks no choice shows its first one, which is what it was written with.
  if (champ.localName === "select") {
    const ecrit = [...champ.options].find((option) => option.defaultSelected) ?? champ.options[0];
    return champ.selectedOptions[0] !== ecrit;
  }
  if (champ.type === "checkbox" || champ.type === "radio") return champ.checked !== champ.defaultChecked;
  const saisi = champ.localName === "textarea" || (champ.localName === "input" && champ.type !== "file");
  return saisi && champ.value !== champ.defaultValue;
}

// ---- What the reader does ----

function taper(evenement) {
  let champ = evenement.target;
  // A cursor moves the field that it stands beside: alone it would always say something, moved or not.
  if (champ.dataset.miroir) {
    const { value } = champ;
    champ = document.getElementById(champ.dataset.miroir);
    champ.value = value;
  }
  if (champ.type === "file") {
    // Emptied, so that the same file can be chosen again once it is corrected.
    if (champ.files.length) lire(champ.files[0]).finally(() => (champ.value = ""));
    return;
  }
  if (champ.form !== formulaire) return;
  afficher(requeteDuFormulaire(), { tape: champ });
  clearTimeout(minuteurDAdresse);
  minuteurDAdresse = setTimeout(ecrireLAdresse, PAUSE_DE_L_ADRESSE);
}

// Every action is a button of the form, that a server would answer too.
function agir(evenement) {
  if (evenement.target !== formulaire) return envoyer(evenement);
  evenement.preventDefault();
  const bouton = evenement.submitter;
  if (bouton?.name === "pourquoi" && fermerLExplication(bouton)) return;
  if (bouton?.name === "pourquoi" && bouton.value) {
    const requete = requeteDuFormulaire();
    const html = demander((calcul, jour, maintenant) => calcul.pourquoi(requete, jour, maintenant, bouton.value));
    if (html) ouvrirUneExplication(html, bouton);
    return;
  }
  const lignee = parents(bouton);
  const avant = new Set(formulaire.elements);
  if (!afficher(requeteDuFormulaire(bouton), { tout: true })) return;
  ecrireLAdresse("nouveau");
  if (bouton?.name) placerLeFocus(lignee, avant);
  else lireLaReponse();
}

// After an action: in the first field that it brought, else as near as can be to where the reader was.
function placerLeFocus(lignee, avant) {
  const saisie = (champ) => /^(input|select|textarea)$/.test(champ.localName) && champ.type !== "hidden";
  const neuf = [...formulaire.elements].find((champ) => !avant.has(champ) && saisie(champ));
  if (neuf) neuf.focus();
  else if (document.activeElement === document.body) {
    const proche = lignee.find((noeud) => noeud.isConnected);
    (proche?.querySelector("button, input, select, textarea, a[href], summary") ?? proche)?.focus();
  }
}

// After the button that asks for the answer: on what is wrong where something is, else on the answer.
function lireLaReponse() {
  recevoir(document.getElementById("fautes") ?? resultat);
}

// Gives the focus to a node, were it one that a keyboard passes over.
function recevoir(lieu) {
  if (!lieu.matches("a[href], button, input, select, textarea, summary, [tabindex]")) lieu.tabIndex = -1;
  lieu.focus();
}

function parents(noeud) {
  const lignee = [];
  for (let plus = noeud; plus && plus !== document.body; plus = plus.parentElement) lignee.push(plus);
  return lignee;
}

// What needs no answer from the form, and files that the simulator writes.
function cliquer(evenement) {
  const lien = evenement.target.closest('a[href^="#"]');
  if (lien && !lien.hash.includes("=")) {
    evenement.preventDefault();
    aller(lien.hash.slice(1));
    return;
  }
  const bouton = evenement.target.closest("[data-export], [data-copier], [data-imprimer]");
  if (!bouton) return;
  evenement.preventDefault();
  if ("imprimer" in bouton.dataset) window.print();
  else if ("copier" in bouton.dataset) copier(document.getElementById(bouton.dataset.copier));
  else exporter(bouton.dataset.export);
}

// A link inside the page: the fragment is the dossier, so the place is shown without writing it there.
function aller(id) {
  const trouve = document.getElementById(decodeURIComponent(id));
  if (!trouve) return;
  // Of a question, the field that answers it.
  const lieu = (trouve.matches(".question") && trouve.querySelector("input, select, textarea")) || trouve;
  for (let plus = lieu.closest("details"); plus; plus = plus.parentElement.closest("details")) plus.open = true;
  recevoir(lieu);
  lieu.scrollIntoView({ block: "nearest" });
}

// The link that the simulator wrote: it says its day of study, which the address does not.
async function copier(lien) {
  const copie = await copierLeTexte(lien.href);
  annoncer(copie ? "Le lien est copié." : "Le lien n'a pas pu être copié : copiez-le par un clic droit.", true);
}

function exporter(nom) {
  const requete = requeteDuFormulaire();
  const json = demander((calcul, jour, maintenant) => calcul.exporter(nom, requete, jour, maintenant));
  if (!json) return;
  const { fautes, ...fichier } = JSON.parse(json);
  if (fautes) montrer("Ce fichier ne peut pas être écrit", fautes);
  else {
    enregistrer(fichier);
    annoncer(`${fichier.nom} est enregistré.`, true);
  }
}

// ---- A dossier read from a file ----

// The form that sends a dossier to a server, a file or a text, sends nothing once it can be read here.
function envoyer(evenement) {
  if (evenement.target.id !== "importer") return;
  evenement.preventDefault();
  const champs = [...new FormData(evenement.target).values()];
  const fichier = champs.find((champ) => champ instanceof File && champ.size);
  const texte = champs.find((champ) => typeof champ === "string" && champ.trim());
  if (fichier) lire(fichier);
  else if (texte) lire(new File([texte], "le texte"));
}

async function lire(fichier) {
  const lus = await tenter(() => demander((calcul) => calcul.octets_lus()));
  if (!lus) return;
  let octets;
  try {
    octets = new Uint8Array(await fichier.slice(0, lus).arrayBuffer());
  } catch {
    refuser(fichier, ["Il ne se lit pas : essayez une copie du fichier."]);
    return;
  }
  const lue = (calcul, jour, maintenant) => calcul.importer(fichier.name, octets, jour, maintenant);
  const json = await tenter(() => demander(lue));
  if (!json) return;
  const { fautes, requete } = JSON.parse(json);
  refuser(fichier, fautes ?? []);
  if (fautes) return;
  const dire = `${fichier.name} est lu.`;
  if (await tenter(() => afficher(requete, { tout: true, dire }))) ecrireLAdresse("nouveau");
}

// What is wrong with a file, beside the field that takes files: an alert, which a screen reader says.
function refuser(fichier, fautes) {
  const lieu = document.getElementById("importer-fautes");
  lieu.replaceChildren(...(fautes.length ? enListe(`${fichier.name} n'a pas pu être lu`, fautes) : []));
  if (fautes.length) lieu.scrollIntoView({ block: "nearest" });
}

function survoler(evenement) {
  if (!evenement.dataTransfer?.types.includes("Files")) return;
  evenement.preventDefault();
  document.documentElement.classList.add("depot");
}

function quitter(evenement) {
  if (!evenement.relatedTarget) document.documentElement.classList.remove("depot");
}

function deposer(evenement) {
  document.documentElement.classList.remove("depot");
  if (!evenement.dataTransfer?.files.length) return;
  evenement.preventDefault();
  lire(evenement.dataTransfer.files[0]);
}

// ---- What a screen reader is told ----

function annoncer(phrase, maintenant) {
  clearTimeout(minuteurDAnnonce);
  const dire = () => {
    if (annonce.textContent !== phrase) annonce.textContent = phrase;
  };
  if (maintenant) dire();
  else minuteurDAnnonce = setTimeout(dire, PAUSE_DE_L_ANNONCE);
}
