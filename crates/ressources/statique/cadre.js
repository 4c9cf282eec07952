// For a page of another site that shows the simulator in an <iframe>: gives the frame the height of its page, so
// that there is one scroll bar, and the width of its column. Nothing else passes between the two pages.
//
//   <iframe src="https://exemple.fr/epaule/" title="Simulateur de l'aide à l'emploi d'un assistant médical"></iframe>
//   <script src="https://exemple.fr/epaule/cadre.js" async></script>
(() => {
  // The frames of the simulator that this script belongs to, and of no other site.
  const base = new URL("./", document.currentScript.src);
  const cadres = () => [...document.querySelectorAll("iframe")].filter((cadre) => cadre.src.startsWith(base.href));

  const demander = (cadre) => {
    cadre.style.width = "100%";
    cadre.style.border = "0";
    cadre.contentWindow.postMessage({ epaule: "hauteur ?" }, "*"); // a question holds nothing
  };

  window.addEventListener("message", (evenement) => {
    if (evenement.origin !== base.origin || evenement.data?.epaule !== "hauteur") return;
    const { hauteur, demandee } = evenement.data;
    const cadre = cadres().find((cadre) => cadre.contentWindow === evenement.source);
    if (!cadre || !Number.isSafeInteger(hauteur)) return;
    // A page that came after the question, in a frame that loads late or that went to another page.
    if (!demandee) demander(cadre);
    cadre.style.height = `${hauteur}px`;
  });

  // A frame that was there first has said its height to nobody.
  cadres().forEach(demander);
  window.addEventListener("load", () => cadres().forEach(demander));
})();
