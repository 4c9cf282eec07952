// On every page of a site of files (`epaule site`): the page works without network after the first visit, and says
// its height to the page of another site that shows it in a frame.

// In the frame of another site, or without https, a browser may refuse: the page works all the same, online.
navigator.serviceWorker?.register("sw.js").catch(() => {});

if (window.parent !== window) {
  // A height is no secret, and a frame cannot know whose page it stands in: hence any origin.
  let demandee = false;
  const dire = () => {
    const hauteur = document.documentElement.offsetHeight;
    window.parent.postMessage({ epaule: "hauteur", hauteur, demandee }, "*");
  };
  new ResizeObserver(dire).observe(document.documentElement);
  // The script of the other page may have come after this one: it asks. Whoever asks gives the height that is told,
  // so this page never scrolls by itself.
  window.addEventListener("message", (evenement) => {
    if (evenement.source !== window.parent || evenement.data?.epaule !== "hauteur ?") return;
    demandee = true;
    document.documentElement.style.overflow = "hidden";
    dire();
  });
}
