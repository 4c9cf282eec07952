// What a browser does for the page: a dialog, a file to save, the clipboard.

// ---- The dialog, for an explanation and for what is wrong with a file ----

let dialogue;
let retour;

// An explanation, written by the simulator. The focus comes back to `bouton`.
export function ouvrirUneExplication(html, bouton) {
  const modele = document.createElement("template");
  modele.innerHTML = html;
  ouvrir(modele.content, bouton);
}

// The button that asks for nothing shuts an explanation. Gives false where it stands in the page and not in the dialog.
export function fermerLExplication(bouton) {
  const ferme = bouton.value === "" && Boolean(dialogue?.contains(bouton));
  if (ferme) dialogue.close();
  return ferme;
}

// A title and sentences, as text.
export function montrer(titre, phrases) {
  const contenu = document.createDocumentFragment();
  contenu.append(...enListe(titre, phrases, "h2"));
  ouvrir(contenu, document.activeElement);
}

// A title, then a list: text alone, whatever it holds.
export function enListe(titre, phrases, balise = "p") {
  const tete = document.createElement(balise);
  tete.textContent = titre;
  const liste = document.createElement("ul");
  for (const phrase of phrases) {
    const ligne = document.createElement("li");
    ligne.textContent = phrase;
    liste.append(ligne);
  }
  return [tete, liste];
}

function ouvrir(contenu, bouton) {
  dialogue ??= construire();
  const corps = dialogue.querySelector(".contenu");
  corps.replaceChildren(contenu);
  const tete = corps.querySelector("h1, h2, h3, h4");
  if (tete) {
    tete.id = "titre-du-dialogue";
    dialogue.setAttribute("aria-labelledby", tete.id);
    dialogue.removeAttribute("aria-label");
  } else {
    dialogue.removeAttribute("aria-labelledby");
    dialogue.setAttribute("aria-label", bouton?.getAttribute("aria-label") ?? "Explication");
  }
  // An explanation asked for inside an explanation: the focus still comes back to the page.
  if (!dialogue.open) {
    retour = bouton;
    dialogue.showModal();
  }
  approcher();
  corps.scrollTop = 0;
  corps.focus();
}

function construire() {
  const element = document.createElement("dialog");
  element.id = "dialogue";
  const corps = document.createElement("div");
  corps.className = "contenu";
  corps.tabIndex = -1;
  const fermer = document.createElement("button");
  fermer.type = "button";
  fermer.className = "fermer";
  fermer.textContent = "Fermer";
  fermer.addEventListener("click", () => element.close());
  element.append(corps, fermer);
  element.addEventListener("click", (evenement) => {
    // The backdrop is the dialog's own, its content is not.
    if (evenement.target === element) element.close();
  });
  element.addEventListener("close", () => {
    // The browser gave the focus back at once, where it could; this comes later, and the reader may have gone on since.
    if (document.activeElement !== document.body) return;
    const meme = retour?.isConnected ? retour : null;
    // The answer may have been written again meanwhile: the button of the same figure stands for the one that went.
    const autre = [...document.querySelectorAll("button[name=pourquoi]")].find((autre) => autre.value === retour?.value);
    (meme ?? autre)?.focus();
  });
  document.body.append(element);
  return element;
}

// In a frame as tall as its page, the middle of the page may be off the screen: the dialog opens where the reader is.
function approcher() {
  if (window.parent === window || !retour) return;
  const { top } = retour.getBoundingClientRect();
  // Nor is the height of the frame that of the screen.
  dialogue.style.setProperty("--ecran", `${window.screen.availHeight}px`);
  dialogue.style.marginBlock = "0";
  dialogue.style.insetBlock = `max(0px, min(${top}px, 100% - ${dialogue.offsetHeight}px)) auto`;
}

// ---- Files and the clipboard ----

// Saves a text under a name.
export function enregistrer({ nom, type_mime, texte }) {
  const lien = document.createElement("a");
  lien.href = URL.createObjectURL(new Blob([texte], { type: type_mime }));
  lien.download = nom;
  lien.hidden = true;
  document.body.append(lien);
  lien.click();
  lien.remove();
  // The browser reads the file after this turn.
  setTimeout(() => URL.revokeObjectURL(lien.href), 10000);
}

// Copies a text. A frame of another site has no clipboard, but may copy what is selected.
export async function copierLeTexte(texte) {
  try {
    await navigator.clipboard.writeText(texte);
    return true;
  } catch {
    const actif = document.activeElement;
    const zone = document.createElement("textarea");
    zone.value = texte;
    document.body.append(zone);
    zone.select();
    const copie = document.execCommand("copy");
    zone.remove();
    actif?.focus();
    return copie;
  }
}
