// A host of files for the tests: under any path, switched off at will, and with a memory of what was asked.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

// Serves `dossier` under `sous` ("/" or "/a/b/"). `plus`: other files, by name, in place of those of the folder.
export async function servir(dossier, { sous = "/", plus = {}, delai = 0 } = {}) {
  const demandes = [];
  const server = createServer(async (demande, reponse) => {
    const url = new URL(demande.url, "http://hote");
    demandes.push(demande.url);
    if (!url.pathname.startsWith(sous)) return repondre(reponse, 404, "text/plain", "hors du site");
    let nom = normalize(decodeURIComponent(url.pathname.slice(sous.length))) || ".";
    if (nom === "." || nom.endsWith("/")) nom = join(nom, "index.html");
    try {
      if (delai && nom.endsWith(".wasm")) await new Promise((fin) => setTimeout(fin, delai));
      const octets = nom in plus ? plus[nom] : await readFile(join(dossier, nom));
      repondre(reponse, 200, TYPES[extname(nom)] ?? "application/octet-stream", octets);
    } catch {
      const absente = await readFile(join(dossier, "404.html")).catch(() => "absent");
      repondre(reponse, 404, TYPES[".html"], absente);
    }
  });
  await new Promise((pret) => server.listen(0, "127.0.0.1", pret));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}${sous}`,
    origine: `http://127.0.0.1:${port}`,
    demandes,
    dossier,
    fermer: () =>
      new Promise((fin) => {
        server.close(fin);
        server.closeAllConnections();
      }),
  };
}

function repondre(reponse, code, type, octets) {
  reponse.writeHead(code, { "content-type": type, "cache-control": "max-age=600" });
  reponse.end(octets);
}
