// Grafts new HTML onto what stands in the page, so that what did not change stays the same node: the focus, the
// caret, what is being typed and what the reader opened are properties of nodes, and outlive an answer.
//
// A node is recognised by its key (`id`, else the name of a field), else by its place and its tag.

// The HTML said whether a <details> is open; the reader may have said otherwise since.
const ouvertures = new WeakMap();

// Puts the nodes of `html` in place of those of `lieu`. `tout`: the whole state changed (another address, a file,
// an action), so what is being typed gives way too; else the field in use keeps what its reader is typing.
export function greffer(lieu, html, tout) {
  const modele = document.createElement("template");
  modele.innerHTML = html;
  const actif = document.activeElement;
  enfants(lieu, modele.content, { actif, tout });
  rendreLeFocus(actif);
}

function enfants(ancien, neuf, contexte) {
  const attendues = new Set();
  for (const noeud of neuf.childNodes) attendues.add(cle(noeud));
  const connus = new Map();
  for (const noeud of ancien.childNodes) {
    const sienne = cle(noeud);
    if (sienne && !connus.has(sienne)) connus.set(sienne, noeud);
  }
  let curseur = ancien.firstChild;
  for (const noeud of [...neuf.childNodes]) {
    const sienne = cle(noeud);
    // What stands before and is wanted nowhere goes first: a node that moves loses the focus, one that stays does not.
    while (curseur && sienne && connus.has(sienne) && curseur !== connus.get(sienne) && !attendues.has(cle(curseur))) {
      curseur = retirer(curseur);
    }
    const meme = sienne ? connus.get(sienne) : curseur && !cle(curseur) && semblables(curseur, noeud) ? curseur : null;
    if (!meme) {
      ancien.insertBefore(document.adoptNode(noeud), curseur);
      continue;
    }
    connus.delete(sienne);
    if (meme === curseur) curseur = curseur.nextSibling;
    else deplacer(ancien, meme, curseur);
    un(meme, noeud, contexte);
  }
  while (curseur) curseur = retirer(curseur);
}

// Removes a node, and gives the one that followed it.
function retirer(noeud) {
  const suivant = noeud.nextSibling;
  noeud.remove();
  return suivant;
}

function deplacer(parent, noeud, avant) {
  if (parent.moveBefore) parent.moveBefore(noeud, avant);
  else parent.insertBefore(noeud, avant);
}

function cle(noeud) {
  if (noeud.nodeType !== Node.ELEMENT_NODE) return "";
  if (noeud.id) return `#${noeud.id}`;
  const nom = noeud.getAttribute("name");
  if (!nom) return "";
  // Buttons and choices of one name are told apart by what they stand for; a text field is not its text.
  const valeur = noeud.localName === "button" || /^(radio|checkbox|hidden)$/.test(noeud.type) ? noeud.getAttribute("value") : "";
  return `${noeud.localName} ${noeud.type} ${nom} ${valeur}`;
}

function semblables(ancien, neuf) {
  return ancien.nodeType === neuf.nodeType && ancien.nodeName === neuf.nodeName;
}

function un(ancien, neuf, contexte) {
  if (ancien.nodeType !== Node.ELEMENT_NODE) {
    if (ancien.nodeValue !== neuf.nodeValue) ancien.nodeValue = neuf.nodeValue;
    return;
  }
  // A key says who, the tag says what: another tag is another node.
  if (!semblables(ancien, neuf) || ancien.type !== neuf.type) {
    ancien.replaceWith(document.adoptNode(neuf));
    return;
  }
  // Most of an answer is as it was. What a reader typed is not in the attributes, so a whole change looks further.
  if (!contexte.tout && ancien.isEqualNode(neuf)) return;
  const ecrit = ancien.getAttribute("value");
  const coche = ancien.hasAttribute("checked");
  const choisi = ancien.hasAttribute("selected");
  attributs(ancien, neuf);
  enfants(ancien, neuf, contexte);
  if (ancien.localName === "input") champ(ancien, ecrit, coche, contexte);
  else if (ancien.localName === "textarea") texte(ancien, contexte);
  else if (ancien.localName === "option") {
    const voulu = ancien.hasAttribute("selected");
    if ((contexte.tout || voulu !== choisi) && ancien.selected !== voulu) ancien.selected = voulu;
  }
}

function attributs(ancien, neuf) {
  const details = ancien.localName === "details";
  for (const { name } of [...ancien.attributes]) {
    if (!neuf.hasAttribute(name) && !(details && name === "open")) ancien.removeAttribute(name);
  }
  for (const { name, value } of neuf.attributes) {
    if (ancien.getAttribute(name) !== value && !(details && name === "open")) ancien.setAttribute(name, value);
  }
  if (!details) return;
  // Only a change of mind of the page moves it: what the reader opened or shut since stays so.
  const voulu = neuf.hasAttribute("open");
  const avant = ouvertures.has(ancien) ? ouvertures.get(ancien) : false;
  if (voulu !== avant) ancien.open = voulu;
  ouvertures.set(ancien, voulu);
}

// The attribute `value` is what the page says, the property what the field shows: the second follows a change of
// the first, but for the field in use.
function champ(input, ecrit, coche, { actif, tout }) {
  if (input.type === "file") return;
  if (input.type === "checkbox" || input.type === "radio") {
    const voulu = input.hasAttribute("checked");
    if ((tout || voulu !== coche) && input.checked !== voulu) input.checked = voulu;
    return;
  }
  const voulu = input.getAttribute("value") ?? "";
  const change = tout || (input !== actif && voulu !== (ecrit ?? ""));
  if (change && input.value !== voulu) input.value = voulu;
}

function texte(zone, { actif, tout }) {
  if ((tout || zone !== actif) && zone.value !== zone.defaultValue) zone.value = zone.defaultValue;
}

// A node that had to be made anew takes the focus of the one that it stands for.
function rendreLeFocus(actif) {
  if (!actif || actif.isConnected || !actif.id) return;
  document.getElementById(actif.id)?.focus({ preventScroll: true });
}
