// Keeps the files of the site, so that it opens without network after the first visit. `epaule site` writes above
// this text VERSION, a digest of every file, and FICHIERS, the digest of each by its name: one version is kept whole, as it
// was written, or not at all.

// Several sites of one host have their own caches.
const PREFIXE = `epaule ${self.registration.scope} `;
const CACHE = `${PREFIXE}${VERSION}`;
const ACCUEIL = new URL("./", self.registration.scope).href;

self.addEventListener("install", (evenement) => {
  evenement.waitUntil(garder());
});

self.addEventListener("activate", (evenement) => {
  evenement.waitUntil(remplacer());
});

self.addEventListener("fetch", (evenement) => {
  const { request: demande } = evenement;
  if (demande.method === "GET" && demande.url.startsWith(ACCUEIL)) evenement.respondWith(repondre(demande));
});

async function garder() {
  // A browser may hold a file of the version before, and so may what stands between it and the host: only the one that
  // was written is taken.
  const lire = async ([nom, integrity]) => {
    const reponse = await fetch(new Request(nom, { cache: "no-cache", integrity }));
    if (!reponse.ok) throw new Error(`${nom}: ${reponse.status}`);
    // Some hosts send `page.html` to `page`; a browser shows no such answer from a cache.
    return [nom, reponse.redirected ? new Response(await reponse.blob(), { headers: reponse.headers }) : reponse];
  };
  const fichiers = await Promise.all(Object.entries(FICHIERS).map(lire));
  const cache = await caches.open(CACHE);
  for (const [nom, reponse] of fichiers) await cache.put(nom, reponse);
  await self.skipWaiting();
}

async function remplacer() {
  for (const nom of await caches.keys()) {
    if (nom.startsWith(PREFIXE) && nom !== CACHE) await caches.delete(nom);
  }
  await self.clients.claim();
}

async function repondre(demande) {
  const cache = await caches.open(CACHE);
  // Whatever stands after `?` is the state of the page, which its script reads: no request carries it.
  const url = new URL(demande.url);
  const adresse = `${url.origin}${url.pathname}`.replace(/\/index\.html$/, "/");
  const garde = await cache.match(adresse);
  if (garde) return garde;
  try {
    return await fetch(demande);
  } catch (cause) {
    const absente = demande.mode === "navigate" && (await cache.match("404.html"));
    if (!absente) throw cause;
    return new Response(await absente.blob(), { status: 404, headers: absente.headers });
  }
}
