// Starts the interface of a docs page: fetches the document and hands it over, with servers that lead back here.
"use strict";

(() => {
  const page = document.body.dataset;
  const place = document.getElementById("interface");

  // What a proxy puts in front of all paths: what stands in front of the page's own one, unless the page knows better.
  const ownPath = new URL(page.path, location.origin).pathname;
  const isBehind = location.pathname.endsWith(ownPath);
  const prefix = page.prefix ?? (isBehind ? location.pathname.slice(0, location.pathname.length - ownPath.length) : "");

  // A document's servers say where the API lives for the world; "try it" is for the server that this page came from.
  // The path of each is kept: it is a part of the operations' addresses.
  function onOwnOrigin(server, documentURL) {
    const variables = server.variables ?? {};
    const url = String(server.url ?? "/").replace(/\{([^{}]+)\}/g, (whole, name) => variables[name]?.default ?? whole);
    let path = "/";
    try {
      path = new URL(url, documentURL).pathname;
    } catch {
      // Not a URL, whatever it is: the root has to do.
    }
    const here = { url: location.origin + prefix + path.replace(/\/+$/, "") };
    return server.description ? { ...here, description: server.description } : here;
  }

  function bringHome(holder, documentURL) {
    if (!Array.isArray(holder?.servers)) return;
    const seen = new Map();
    for (const server of holder.servers) {
      const here = onOwnOrigin(server, documentURL);
      if (!seen.has(here.url)) seen.set(here.url, here);
    }
    holder.servers = [...seen.values()];
  }

  function bringAllHome(contract, documentURL) {
    if (!contract.servers?.length) contract.servers = [{ url: "/" }];
    bringHome(contract, documentURL);
    for (const item of Object.values(contract.paths ?? {})) {
      bringHome(item, documentURL);
      for (const operation of Object.values(item ?? {})) bringHome(operation, documentURL);
    }
    return contract;
  }

  // Light or dark as the system is, also when that changes.
  function followSystem(show) {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    show(dark.matches);
    dark.addEventListener("change", () => show(dark.matches));
  }

  const interfaces = {
    swagger(contract) {
      followSystem((isDark) => document.documentElement.classList.toggle("dark-mode", isDark));
      SwaggerUIBundle({
        spec: contract,
        domNode: place,
        deepLinking: true,
        displayOperationId: true,
        displayRequestDuration: true,
        validatorUrl: null,
      });
    },
    rapidoc(contract) {
      followSystem((isDark) => place.setAttribute("theme", isDark ? "dark" : "light"));
      place.loadSpec(contract);
    },
  };

  async function start() {
    const documentURL = new URL(page.document, location.href);
    const answer = await fetch(documentURL);
    if (!answer.ok) throw new Error(`${documentURL.pathname} answered ${answer.status}`);
    // The server knows nothing of the prefix: what is relative to the document is so without it.
    const { pathname } = documentURL;
    const ownURL = new URL(pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname, location.origin);
    interfaces[page.interface](bringAllHome(await answer.json(), ownURL));
  }

  start().catch((error) => {
    const note = document.createElement("p");
    note.textContent = `These pages could not be shown: ${error.message}`;
    document.body.prepend(note);
  });
})();
