// What a site embeds with one line: <script src="https://…/widget.js" async></script>.
// Its data-attributes become those of the <tro-ly> element that it adds to the page.

(() => {
  const script = document.currentScript;

  function place() {
    if (document.querySelector("tro-ly")) return; // The page has placed it itself.
    const widget = document.createElement("tro-ly");
    Object.assign(widget.dataset, script.dataset);
    document.body.append(widget);
  }

  import(new URL("assets/widget/element.js", script.src)).then(
    () => {
      if (document.body) place();
      else addEventListener("DOMContentLoaded", place);
    },
    (error) => console.error(`tro-ly: is ${location.origin} among WIDGET_ORIGINS?`, error),
  );
})();
